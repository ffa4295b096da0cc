package dev.gatehouse.server.oauth.token;

/**
 * The types of the log events that tell of a grant.
 *
 * @param success when tokens were issued; empty for no event
 * @param failure when they were refused
 */
record TokenEvents(String success, String failure) {
    static final TokenEvents CLIENT_CREDENTIALS = new TokenEvents("", "feccft");
    static final TokenEvents AUTHORIZATION_CODE = new TokenEvents("seacft", "feacft");
    static final TokenEvents REFRESH_TOKEN = new TokenEvents("sertft", "fertft");
    static final TokenEvents PASSWORD = new TokenEvents("sepft", "fepft");
}
