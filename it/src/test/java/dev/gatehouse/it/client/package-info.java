/**
 * Gatehouse's own client against the packaged server, on both databases. Not null-marked: what an answer lacks fails the
 * test that needs it.
 */
package dev.gatehouse.it.client;
