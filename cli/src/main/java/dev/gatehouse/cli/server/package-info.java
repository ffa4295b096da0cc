/** Commands about the server: {@code start}, {@code status}, {@code stop}, {@code reset}, {@code exec}, {@code seed}, {@code open}, {@code doctor}, {@code check}, {@code backup}, {@code restore}. */
@NullMarked
package dev.gatehouse.cli.server;

import org.jspecify.annotations.NullMarked;
