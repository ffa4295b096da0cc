package dev.gatehouse.server.logstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.store.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sinks of vendors are sent, whose hosts no test reaches. */
class SinkRequestsTest {
    private static final String ID = "90020300101000000000000000000000000001000000000000000001";

    private static final List<StreamedEvent> EVENTS = List.of(StreamedEvent.of(
            StoredJson.object("{\"_id\":\"" + ID + "\",\"log_id\":\"" + ID + "\",\"date\":\"2030-01-01T00:00:00.500Z\","
                    + "\"type\":\"fp\",\"user_id\":\"auth0|1\",\"client_id\":\"app\",\"isMobile\":false,\"ip\":null}"),
            "t.example",
            new PiiMask(StoredJson.read("{}"))));

    private static final String DATA = "{'log_id':'" + ID + "','date':'2030-01-01T00:00:00.500Z','type':'fp',"
            + "'user_id':'auth0|1','client_id':'app','is_mobile':false,'tenant_name':'t.example',"
            + "'environment_name':'gatehouse','$event_schema':{'version':'1.0.0'}}";

    private static OutboundRequest request(String type, String sink) {
        String json = "{'type':'" + type + "','sink':{" + sink + "}}";
        return SinkRequests.of(new LogStream(StoredJson.object(json.replace('\'', '"'))), EVENTS)
                .request();
    }

    private static String body(OutboundRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource({
        "us, http-intake.logs.datadoghq.com",
        "eu, http-intake.logs.datadoghq.eu",
        "us3, http-intake.logs.us3.datadoghq.com",
        "us5, http-intake.logs.us5.datadoghq.com"
    })
    void datadogTakesAnArray(String region, String host) {
        OutboundRequest request = request("datadog", "'datadogApiKey':'key','datadogRegion':'" + region + "'");

        assertThat(request.uri()).hasToString("https://" + host + "/api/v2/logs");
        assertThat(request.headers()).containsEntry("dd-api-key", "key");
        assertThat(body(request))
                .isEqualTo("[{'log_id':'" + ID + "','data':" + DATA + ",'ddsource':'auth0','service':'auth0'}]");
    }

    @Test
    void splunkTakesEventsOneAfterTheOther() {
        OutboundRequest request = request(
                "splunk",
                "'splunkDomain':'splunk.example','splunkPort':'8088','splunkToken':'token','splunkSecure':true");

        assertThat(request.uri()).hasToString("https://splunk.example:8088/services/collector/event");
        assertThat(request.headers()).containsEntry("authorization", "Splunk token");
        assertThat(body(request))
                .isEqualTo("{'time':1.8934560005E9,'source':'auth0','sourcetype':'auth0_logs','host':'t.example',"
                        + "'event':{'log_id':'" + ID + "','data':" + DATA + "}}");
    }

    @Test
    void segmentTakesABatchOfTracks() {
        OutboundRequest request = request("segment", "'segmentWriteKey':'key'");

        assertThat(request.uri()).hasToString("https://api.segment.io/v1/batch");
        assertThat(request.headers()).containsEntry("authorization", "Basic a2V5Og==");
        assertThat(body(request))
                .isEqualTo("{'batch':[{'type':'track','event':'fp','messageId':'" + ID + "','userId':'auth0|1',"
                        + "'timestamp':'2030-01-01T00:00:00.500Z','properties':" + DATA + "}]}");
    }

    @Test
    void mixpanelTakesImports() {
        OutboundRequest request = request(
                "mixpanel",
                "'mixpanelRegion':'eu','mixpanelProjectId':'17','mixpanelServiceAccountUsername':'u',"
                        + "'mixpanelServiceAccountPassword':'p'");

        assertThat(request.uri()).hasToString("https://api-eu.mixpanel.com/import?strict=1&project_id=17");
        assertThat(request.headers()).containsEntry("authorization", "Basic dTpw");
        assertThat(body(request))
                .startsWith("[{'event':'fp','properties':{'log_id':'" + ID)
                .endsWith("'time':1893456000500,'distinct_id':'auth0|1','$insert_id':'" + ID.substring(ID.length() - 36)
                        + "'}}]");
    }
}
