package dev.gatehouse.server.api;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A GET whose path is sent as it is, even when it is no URI. */
final class RawGet {
    private RawGet() {}

    static ApiResponse send(TestTenant tenant, String path) {
        String request =
                "GET /api/v2" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + tenant.token("") + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tenant.httpPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.substring(9, 12));
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            return new ApiResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
