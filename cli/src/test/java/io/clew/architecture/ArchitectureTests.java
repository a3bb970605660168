package io.clew.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the edges between modules where Maven cannot: who may know whom, and which library. */
class ArchitectureTests {
    private static final JavaClasses CLEW =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.clew");

    private static final String JETTY = "org.eclipse.jetty..";
    private static final String[] JDBC = {
        "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer.."
    };

    private static DescribedPredicate<JavaClass> clewBut(String... packages) {
        return resideInAPackage("io.clew..").and(resideOutsideOfPackages(packages));
    }

    private static void hold(ArchRule rule) {
        rule.check(CLEW);
    }

    @Test
    void seesEveryModule() {
        assertThat(
                        CLEW.stream()
                                .map(type -> type.getPackageName().split("\\.")[2])
                                .collect(Collectors.toSet()))
                .contains(
                        "model",
                        "identity",
                        "ledger",
                        "store",
                        "graph",
                        "commit",
                        "questions",
                        "http",
                        "protocol",
                        "intake",
                        "harvest",
                        "kafka",
                        "s3",
                        "server",
                        "cli");
    }

    @Test
    void theModelDependsOnNothing() {
        hold(
                classes()
                        .that()
                        .resideInAPackage("io.clew.model..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage("io.clew.model..", "java..", "org.jspecify..")));
    }

    @Test
    void identityKnowsTheModelOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.identity..")
                        .should()
                        .dependOnClassesThat(clewBut("io.clew.identity..", "io.clew.model..")));
    }

    @Test
    void theGraphKnowsNoStoreAndNoProtocol() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.graph..")
                        .should()
                        .dependOnClassesThat(clewBut("io.clew.graph..", "io.clew.model..")));
    }

    @Test
    void theStoreKnowsNoQuestionAndNobodyAboveIt() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.store..")
                        .should()
                        .dependOnClassesThat(clewBut("io.clew.store..", "io.clew.model..")));
    }

    @Test
    void questionsKnowNoProtocolAndNoHttp() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.questions..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.clew.http..",
                                "io.clew.protocol..",
                                "io.clew.server..",
                                "io.clew.cli.."));
    }

    @Test
    void httpKnowsNoProtocolAndNoSql() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.http..")
                        .should()
                        .dependOnClassesThat(clewBut("io.clew.http..", "io.clew.model..")));
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        hold(slices().matching("io.clew.protocol.(*)..").should().notDependOnEachOther());
    }

    @Test
    void nobodyBelowKnowsAProtocolOrTheServer() {
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "io.clew.protocol..",
                                "io.clew.kafka..",
                                "io.clew.server..",
                                "io.clew.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.clew.protocol..", "io.clew.server..", "io.clew.cli.."));
    }

    @Test
    void harvestersKnowTheModelOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.harvest..")
                        .should()
                        .dependOnClassesThat(clewBut("io.clew.harvest..", "io.clew.model..")));
    }

    @Test
    void kindsOfSourcesDoNotKnowEachOther() {
        hold(
                slices().matching("io.clew.harvest.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(
                                resideInAPackage("io.clew.harvest.."),
                                resideInAPackage("io.clew.harvest.wire..")));
    }

    @Test
    void kafkaKnowsOfProtocolsTheDoorForEventsOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.kafka..")
                        .should()
                        .dependOnClassesThat(
                                clewBut(
                                        "io.clew.kafka..",
                                        "io.clew.model..",
                                        "io.clew.store..",
                                        "io.clew.protocol.openlineage.accept..")));
    }

    @Test
    void theAwsSdkStaysWithWhatSpeaksToAws() {
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.clew..s3..", "io.clew..sagemaker..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon.."));
    }

    @Test
    void kafkasClientStaysInsideKafka() {
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.clew.kafka..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka.."));
    }

    @Test
    void jettyStaysInsideHttp() {
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.clew.http.internal..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(JETTY));
    }

    @Test
    void jdbcStaysInsideTheStoreAndWhatReadsDatabasesOfOthers() {
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.clew.store..", "io.clew.harvest.mlflow..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(JDBC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "store", "commit"})
    void internalPackagesStayInside(String module) {
        String home = "io.clew." + module + "..";
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(home)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.clew." + module + "..internal.."));
    }

    @Test
    void verbsThatAskLoadNoServer() {
        List<String> heavy =
                List.of(
                        "io.clew.server..",
                        "io.clew.store..",
                        "io.clew.commit..",
                        "io.clew.graph..",
                        "io.clew.questions..",
                        "io.clew.http..",
                        "io.clew.intake..",
                        "io.clew.kafka..",
                        "io.clew.protocol..");
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("io.clew.cli..")
                        .and()
                        .resideOutsideOfPackage("io.clew.cli.serve..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(heavy.toArray(String[]::new)));
    }

    @Test
    void everyPackageIsNullMarked() {
        hold(
                classes()
                        .that()
                        .haveSimpleName("package-info")
                        .should()
                        .beAnnotatedWith(org.jspecify.annotations.NullMarked.class));
        assertThat(
                        CLEW.stream()
                                .map(JavaClass::getPackageName)
                                .filter(name -> !CLEW.contain(name + ".package-info"))
                                .collect(Collectors.toSet()))
                .isEmpty();
    }
}
