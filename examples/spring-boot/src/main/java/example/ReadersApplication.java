package example;

import dev.gatehouse.client.ManagementClient;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class ReadersApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ReadersApplication.class, arguments);
    }

    @Bean
    ManagementClient tenant(
            @Value("${auth0.domain}") String domain,
            @Value("${auth0.client-id}") String clientId,
            @Value("${auth0.client-secret}") String clientSecret,
            @Value("${auth0.trusted-certificates:}") String trusted) {
        var options = ManagementClient.builder().domain(domain).clientId(clientId).clientSecret(clientSecret);
        if (!trusted.isEmpty()) {
            options.trustedCertificates(Path.of(trusted));
        }
        return options.build();
    }

    @Bean
    Readers readers(ManagementClient tenant) {
        return new Readers(tenant);
    }

    @RestController
    record ReadersController(Readers readers) {
        @PutMapping("/readers/{email}")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void admit(@PathVariable String email) {
            readers.admit(email);
        }

        @GetMapping("/readers/{email}")
        boolean mayRead(@PathVariable String email) {
            return readers.mayRead(email);
        }
    }
}
