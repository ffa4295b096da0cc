/**
 * What a tenant does against guessed, stolen and mass-tried passwords: its settings, and the rules that every entrance asks
 * before and tells after it checks a password. Kinds: brute_force_protection, suspicious_ip_throttling,
 * breached_password_detection, bot_detection, captcha. Tables: failed_sign_in, address_throttle.
 */
@NullMarked
package dev.gatehouse.server.attackprotection;

import org.jspecify.annotations.NullMarked;
