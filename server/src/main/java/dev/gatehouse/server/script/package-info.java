/**
 * JavaScript that tenants write: whether it parses, and running it where it can reach nothing. The engine is QuickJS, compiled
 * to WebAssembly and from there to Java classes: a script has a memory of its own with a fixed limit, and one function that
 * leads out of it, whose calls {@code HostCalls} answers. {@code resources/…/script} holds what every script finds there.
 */
@NullMarked
package dev.gatehouse.server.script;

import org.jspecify.annotations.NullMarked;
