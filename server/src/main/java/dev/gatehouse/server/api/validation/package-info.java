/**
 * Checks values against the contract's schemas. It is our own because the API's clients see its messages: they are those
 * of the validator the real API uses, word for word.
 */
@NullMarked
package dev.gatehouse.server.api.validation;

import org.jspecify.annotations.NullMarked;
