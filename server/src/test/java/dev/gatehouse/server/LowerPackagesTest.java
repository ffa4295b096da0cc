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
class LowerPackagesTest {
    @ArchTest
    static final ArchRule http = knowsOnly("http", "address", "certificate", "error");

    @ArchTest
    static final ArchRule address = knowsOnly("address");

    @ArchTest
    static final ArchRule certificate = knowsOnly("certificate", "file");

    @ArchTest
    static final ArchRule token = knowsOnly("token", "certificate", "identifier", "store", "tenant");

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
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(below))
                .map(known -> "dev.gatehouse.server." + known + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.gatehouse.server." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.gatehouse.server..").and(not(resideInAnyPackage(allowed))));
    }
}
