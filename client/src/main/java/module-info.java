/** A client of the Management API v2. */
module dev.gatehouse.client {
    requires transitive com.fasterxml.jackson.databind;
    requires java.net.http;
    requires static org.jspecify;

    exports dev.gatehouse.client;
    exports dev.gatehouse.client.error;
    exports dev.gatehouse.client.http;
    exports dev.gatehouse.client.jobs;
    exports dev.gatehouse.client.json;
    exports dev.gatehouse.client.limit;
    exports dev.gatehouse.client.manager;
    exports dev.gatehouse.client.model;
    exports dev.gatehouse.client.page;
    exports dev.gatehouse.client.token;
}
