package dev.gatehouse.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** What the packages below the entrances may know of one another: arrows point down only. */
@AnalyzeClasses(packages = "dev.gatehouse.server", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDependenciesTest {
    @ArchTest
    static final ArchRule http = knowsOnly("http", "address", "cancellation", "certificate", "error");

    @ArchTest
    static final ArchRule address = knowsOnly("address");

    @ArchTest
    static final ArchRule cancellation = knowsOnly("cancellation", "error");

    @ArchTest
    static final ArchRule certificate = knowsOnly("certificate", "file");

    @ArchTest
    static final ArchRule outbound = knowsOnly("outbound", "address");

    @ArchTest
    static final ArchRule script = knowsOnly("script", "error");

    @ArchTest
    static final ArchRule work = knowsOnly("work", "store", "tenant");

    @ArchTest
    static final ArchRule token = knowsOnly("token", "certificate", "error", "identifier", "store", "tenant", "time");

    /** The domain: views, rules and stores that every entrance uses. */
    private static final String[] DOMAIN = {
        "attackprotection",
        "client",
        "connection",
        "credential",
        "organization",
        "permission",
        "role",
        "session",
        "tenantkey",
        "ticket",
        "user"
    };

    @ArchTest
    static final ArchRule theDomainKnowsNoEntrance = noClasses()
            .that()
            .resideInAnyPackage(packages(DOMAIN))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages("start", "management", "oauth", "login", "api", "http"));

    @ArchTest
    static final ArchRule theDomainHasNoCircles =
            slices().matching("dev.gatehouse.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule password = knowsOnly("password", "cancellation", "error");

    @ArchTest
    static final ArchRule oauthKnowsNoOtherEntrance = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.server.oauth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..server.api..", "..server.management..", "..server.start..");

    @ArchTest
    static final ArchRule oauthEndpointsKeepApart = slices().matching("dev.gatehouse.server.oauth.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what two endpoints need is a domain rule");

    private static ArchRule knowsOnly(String name, String... below) {
        String[] allowed =
                packages(Stream.concat(Stream.of(name), Stream.of(below)).toArray(String[]::new));
        return noClasses()
                .that()
                .resideInAPackage("dev.gatehouse.server." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.gatehouse.server..").and(not(resideInAnyPackage(allowed))));
    }

    private static String[] packages(String... names) {
        return Stream.of(names)
                .map(name -> "dev.gatehouse.server." + name + "..")
                .toArray(String[]::new);
    }
}
