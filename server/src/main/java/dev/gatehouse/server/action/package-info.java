/**
 * Actions: scripts with versions, the triggers they are for, and the order they run in. They are stored and versioned here;
 * nothing runs them yet. Kinds: action, action_version, action_binding, action_execution.
 */
@NullMarked
package dev.gatehouse.server.action;

import org.jspecify.annotations.NullMarked;
