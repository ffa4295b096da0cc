/**
 * Clients, the credentials they authenticate with, and the grants that let them have tokens: views, rules and stores. Kinds:
 * client, client_credential, client_grant.
 */
@NullMarked
package dev.gatehouse.server.client;

import org.jspecify.annotations.NullMarked;
