/** The Management API as data: its operations and schemas, read from the merged OpenAPI document. */
@NullMarked
package dev.gatehouse.contract;

import org.jspecify.annotations.NullMarked;
