package dev.gatehouse.server.login;

import dev.gatehouse.server.authorization.AuthorizationTransaction;
import dev.gatehouse.server.authorization.AuthorizationTransactionStore;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Map;
import java.util.Optional;

/**
 * The authorization requests that pages are shown for. A page is named by the {@code state} in its address and its form, and counts in
 * the browser alone that it was opened in. Thread-safe.
 */
public final class PageTransactions {
    /** What is said where there is none. */
    public static final String OVER = "This sign-in is over. Go back to the application and start again.";

    private static final int MAX_BODY = 64 * 1024;

    private final AuthorizationTransactionStore store;
    private final DocumentCollection<Client> clients;

    public PageTransactions(AuthorizationTransactionStore store, DocumentStore documents) {
        this.store = store;
        clients = documents.of(Client.KIND, Client::new);
    }

    /** A request that is open, with its client. */
    public record OpenTransaction(String state, AuthorizationTransaction transaction, Client client) {}

    /** The one of a request; empty when there is none of that name in that browser. */
    public Optional<OpenTransaction> find(Transaction tx, String state, Browser browser) {
        String id = browser.id();
        if (id == null || state.isEmpty()) {
            return Optional.empty();
        }
        return store.find(tx, state, id)
                .flatMap(transaction -> clients.find(tx, transaction.request().clientId())
                        .map(client -> new OpenTransaction(state, transaction, client)));
    }

    /** Stores what a page changed. */
    public void update(Transaction tx, OpenTransaction open) {
        store.update(tx, open.state(), open.transaction());
    }

    /** The {@code state} in the query; empty text for none. */
    public static String state(Request request) {
        try {
            return Optional.ofNullable(Form.parse(request.query()).first("state"))
                    .orElse("");
        } catch (MalformedFormException e) {
            return "";
        }
    }

    /** The form of a page; an empty one where the body is none. */
    public static Form form(Request request) {
        try {
            return request.body().length > MAX_BODY ? Form.EMPTY : request.form();
        } catch (MalformedFormException e) {
            return Form.EMPTY;
        }
    }

    /** A field of a form; empty text when it was not sent. */
    public static String field(Form form, String name) {
        return Optional.ofNullable(form.first(name)).orElse("");
    }

    /** Sends the browser on, after a form. */
    public static Response seeOther(String path) {
        return new Response(303, Map.of("location", path, "cache-control", "no-store"), new byte[0]);
    }

    /** Sends the browser back to where its authorization request goes on. */
    public static Response resume(OpenTransaction open) {
        return seeOther("/authorize/resume?state=" + open.state());
    }
}
