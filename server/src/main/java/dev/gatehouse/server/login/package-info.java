/**
 * The pages that a tenant's users see, one package a page. This package has what they share: the style, and the result of a ticket. They
 * work without JavaScript.
 */
@NullMarked
package dev.gatehouse.server.login;

import org.jspecify.annotations.NullMarked;
