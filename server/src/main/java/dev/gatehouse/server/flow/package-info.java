/** Flows, the forms that run them, and the connections they use. Kinds: flow, flow_execution, flow_vault_connection, form. */
@NullMarked
package dev.gatehouse.server.flow;

import org.jspecify.annotations.NullMarked;
