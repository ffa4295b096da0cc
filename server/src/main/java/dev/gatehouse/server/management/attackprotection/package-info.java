/**
 * Routes: /attack-protection. Kinds: brute_force_protection, suspicious_ip_throttling, breached_password_detection,
 * bot_detection, captcha, one document each; package {@code attackprotection} has them and what they do.
 */
@NullMarked
package dev.gatehouse.server.management.attackprotection;

import org.jspecify.annotations.NullMarked;
