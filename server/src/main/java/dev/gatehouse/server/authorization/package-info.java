/**
 * What users let clients do: authorization requests while somebody signs in for them, authorization codes, what a user may be given
 * tokens for, and the tokens. Tables: authorization_transaction, authorization_code.
 */
@NullMarked
package dev.gatehouse.server.authorization;

import org.jspecify.annotations.NullMarked;
