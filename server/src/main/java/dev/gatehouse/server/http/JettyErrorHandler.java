package dev.gatehouse.server.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses (a malformed request, headers too large) gets a JSON body too, with nothing of its inside. */
final class JettyErrorHandler extends ErrorHandler {
    private final ResponseWriter responses;

    JettyErrorHandler(ResponseWriter responses) {
        this.responses = responses;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        responses.begin(request, response, callback).respond(ErrorResponse.of(status));
        return true;
    }
}
