/** Makes users of a file: reads it as a stream, checks each user, and adds them in batches, each once whatever happens. */
@NullMarked
package dev.gatehouse.server.userimport;

import org.jspecify.annotations.NullMarked;
