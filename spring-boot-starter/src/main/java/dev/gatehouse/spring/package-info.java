/** Spring Boot: a {@code ManagementClient} from properties, its health and its metrics. */
@NullMarked
package dev.gatehouse.spring;

import org.jspecify.annotations.NullMarked;
