/** {@code /flows}: the steps that forms run, their runs, and the connections that they use. Kinds: flow, flow_execution, flow_vault_connection. */
@NullMarked
package dev.gatehouse.server.management.flows;

import org.jspecify.annotations.NullMarked;
