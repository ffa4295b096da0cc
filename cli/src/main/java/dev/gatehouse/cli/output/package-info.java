/** What commands print: tables, and colour where a person looks. */
@NullMarked
package dev.gatehouse.cli.output;

import org.jspecify.annotations.NullMarked;
