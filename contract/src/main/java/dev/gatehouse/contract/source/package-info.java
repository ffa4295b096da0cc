/** The build step that merges the contract's YAML files into one OpenAPI 3.1 document. Not used at run time. */
@NullMarked
package dev.gatehouse.contract.source;

import org.jspecify.annotations.NullMarked;
