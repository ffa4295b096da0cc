/** Configuration kept as JSON documents: clients, connections, roles, resource servers and the like. Tables: document, document_key. */
@NullMarked
package dev.gatehouse.server.store.document;

import org.jspecify.annotations.NullMarked;
