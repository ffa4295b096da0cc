/** Spring Boot tests that have a tenant, by the testkit. */
@NullMarked
package dev.gatehouse.spring.test;

import org.jspecify.annotations.NullMarked;
