package dev.gatehouse.server.certificate;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One block of PEM (RFC 7468).
 *
 * @param label as in {@code CERTIFICATE}
 * @param text all of it, from its {@code BEGIN} to its {@code END}
 * @param base64 what is between
 */
public record PemBlock(String label, String text, String base64) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /** The blocks in {@code text}; what is between them is passed over. */
    public static List<PemBlock> all(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new PemBlock(block.group(1), block.group(), block.group(2)))
                .toList();
    }

    /** Any content as a block, with line ends of CR LF as the API has them, and none at the end. */
    public static String write(String label, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\r\n" + base64 + "\r\n-----END " + label + "-----";
    }

    /**
     * What it stands for.
     *
     * @throws IllegalArgumentException when it is not Base64
     */
    public byte[] content() {
        return Base64.getMimeDecoder().decode(base64);
    }
}
