package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The browser or program that a user is at.
 *
 * @param ip its IP address
 * @param userAgent as it names itself; empty when it does not
 */
public record UserDevice(String ip, String userAgent) {
    private static final int MAX_USER_AGENT = 512;

    public UserDevice {
        userAgent = userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
    }

    /** Notes in a session or a refresh token that it is used here. */
    void note(ObjectNode device) {
        if (!device.has("initial_ip")) {
            device.put("initial_ip", ip).put("initial_user_agent", userAgent);
        }
        device.put("last_ip", ip).put("last_user_agent", userAgent);
    }
}
