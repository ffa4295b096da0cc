/**
 * Actions: scripts with versions, the triggers they are for, the order they run in, and running one with an event. No sign-in
 * runs them yet. Kinds: action, action_version, action_binding, action_execution, action_module, action_module_version.
 */
@NullMarked
package dev.gatehouse.server.action;

import org.jspecify.annotations.NullMarked;
