package dev.gatehouse.server.http;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty itself refuses (a malformed request, headers too large) gets a JSON body too, with nothing of its inside. */
final class JettyErrorHandler extends ErrorHandler {
    private final ResponseWriter responses;

    JettyErrorHandler(ResponseWriter responses) {
        this.responses = responses;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ResponseWriter.Exchange exchange = responses.beginError(request, response, callback);
        if (isOfTheClient(request.getAttribute(ERROR_EXCEPTION))) {
            exchange.giveUp();
        } else {
            exchange.respond(ErrorResponse.of(response.getStatus() < 400 ? 500 : response.getStatus()));
        }
        return true;
    }

    /** A stream that was reset and a connection that was lost or went silent are no failures of the server. */
    private static boolean isOfTheClient(@Nullable Object failure) {
        return failure instanceof IOException || failure instanceof TimeoutException;
    }
}
