/**
 * The pages that a tenant's users see, one package a page. What is here is what they share: how they look, and how they end. They
 * work without JavaScript.
 */
@NullMarked
package dev.gatehouse.server.login;

import org.jspecify.annotations.NullMarked;
