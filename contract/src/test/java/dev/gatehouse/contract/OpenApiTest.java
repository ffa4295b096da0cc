package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    @Test
    void aStandardParserAcceptsTheDocument() {
        Contract contract = Contract.management();

        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(contract.document().toString());

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths())
                .hasSameSizeAs(contract.document().path("paths"));
    }
}
