package dev.gatehouse.client.attempt;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Interceptor;
import dev.gatehouse.client.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;

/**
 * Asks for gzip and unpacks it, whatever the transport, so that interceptors and the client see plain bodies. Files, which are
 * fetched in ranges, are left as they are. Thread-safe.
 */
public final class Compression implements Interceptor {
    /** As the client's own transport has for bodies that are not compressed. */
    private static final int MAX_BODY_SIZE = 64 << 20;

    @Override
    public CompletableFuture<ApiResponse> intercept(ApiRequest request, Transport next) {
        if (request.header("range") != null || request.header("accept-encoding") != null) {
            return next.send(request);
        }
        CompletableFuture<ApiResponse> sent = next.send(request.withHeader("accept-encoding", "gzip"));
        if (sent.isDone() && !sent.isCompletedExceptionally() && !isCompressed(sent.join())) {
            return sent;
        }
        CompletableFuture<ApiResponse> plain = sent.thenApply(Compression::unpacked);
        plain.whenComplete((response, failure) -> {
            if (plain.isCancelled()) {
                sent.cancel(true);
            }
        });
        return plain;
    }

    private static boolean isCompressed(ApiResponse response) {
        String coding = response.header("content-encoding");
        return coding != null && (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"));
    }

    private static ApiResponse unpacked(ApiResponse response) {
        if (!isCompressed(response) || response.body().length == 0) {
            return response;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(4 * response.body().length);
            byte[] part = new byte[8192];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                if (out.size() + count > MAX_BODY_SIZE) {
                    throw new ProtocolException("the response is longer than " + MAX_BODY_SIZE + " bytes");
                }
                out.write(part, 0, count);
            }
            return response.withBody(out.toByteArray());
        } catch (ProtocolException e) {
            throw new CompletionException(e);
        } catch (IOException e) {
            throw new CompletionException(new IOException("the response is not gzip, as it claims to be", e));
        }
    }
}
