/** Files that hold secrets: the encryption key, private keys, the first client's credentials, the database. */
@NullMarked
package dev.gatehouse.server.file;

import org.jspecify.annotations.NullMarked;
