package dev.gatehouse.server.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses (a malformed request, headers too large) is answered as JSON too, with nothing of its inside. */
final class FrontErrors extends ErrorHandler {
    private final Answers answers;

    FrontErrors(Answers answers) {
        this.answers = answers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        answers.begin(request, response, callback).answer(Refusal.of(status));
        return true;
    }
}
