package dev.gatehouse.server.userimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits of the cloud, where they are wanted. */
class StrictImportLimitsTest extends ApiTest {
    @Override
    protected Map<Setting, String> settings() {
        return Map.of(Setting.STRICT_LIMITS, "on");
    }

    @Test
    void takesNoThirdImport() {
        JobStore jobs = new JobStore(new Identifiers(new SecureRandom()), tenant().clock());
        ApiResponse answer = upload("[]").expect(202);
        // The two end as soon as they are looked at, which may be before the third comes.
        for (int attempt = 0; attempt < 20 && answer.status() != 429; attempt++) {
            tenant().run(tx -> {
                for (int i = 0; i < 2; i++) {
                    jobs.enqueue(tx, jobs.newId(), Job.USERS_IMPORT, JsonNodeFactory.instance.objectNode());
                }
            });
            answer = upload("[]");
        }

        assertThat(answer).hasToString("""
                429 {"statusCode":429,"error":"Too Many Requests","message":"There are 2 active import users jobs, please wait \
                until some of them are finished and try again","errorCode":"too_many_requests"}""");
    }

    private ApiResponse upload(String users) {
        String connection =
                get("/connections?name=Username-Password-Authentication").text("/0/id");
        String form = "--b\r\nContent-Disposition: form-data; name=\"connection_id\"\r\n\r\n" + connection
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"users\"; filename=\"u.json\"\r\n\r\n" + users
                + "\r\n--b--\r\n";
        return tenant().caller()
                .with("content-type", "multipart/form-data; boundary=b")
                .send("POST", "/jobs/users-imports", form.getBytes(StandardCharsets.UTF_8));
    }
}
