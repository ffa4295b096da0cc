/** User search: the query syntax of Lucene, turned into SQL over the terms that are kept with each user. */
@NullMarked
package dev.gatehouse.server.user.search;

import org.jspecify.annotations.NullMarked;
