/** Writes the client's Java from the contract: models, query classes, operations, managers and flat methods. */
@NullMarked
package dev.gatehouse.contract.generator;

import org.jspecify.annotations.NullMarked;
