/** {@code /verifiable-credentials}: how credentials such as mobile driving licences are asked for. Kind: verifiable_credential_template. */
@NullMarked
package dev.gatehouse.server.management.verifiablecredentials;

import org.jspecify.annotations.NullMarked;
