package io.clew.harvest.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Stopped;
import io.clew.harvest.wire.BackOff;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SageMakerSourceTests {
    private final Kept kept = new Kept();
    private FakeAccount account;

    /** Remembers what it takes with its marks, as the server does; may be killed. */
    private static final class Kept implements Sink {
        final List<String> names = new ArrayList<>();
        final Map<String, String> texts = new HashMap<>();
        final Map<String, String> marks = new HashMap<>();
        final Map<String, String> problems = new TreeMap<>();
        String position = "";
        int putsUntilKilled = Integer.MAX_VALUE;

        @Override
        public void expect(long records) {}

        @Override
        public void put(List<Item> records, String at) {
            if (--putsUntilKilled == 0) {
                throw new Stopped("killed");
            }
            for (Item item : records) {
                names.add(item.name());
                texts.put(
                        item.name(),
                        new String(item.json(), java.nio.charset.StandardCharsets.UTF_8));
                marks.put(item.name(), item.mark());
            }
            position = at;
        }

        @Override
        public Set<String> changed(Map<String, String> now) {
            Set<String> changed = new LinkedHashSet<>(now.keySet());
            changed.removeIf(name -> now.get(name).equals(marks.get(name)));
            return changed;
        }

        @Override
        public void problem(String what, String reason) {
            problems.put(what, reason);
        }
    }

    /** Chance that lets nobody wait. */
    private static final class NoWait implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long origin, long bound) {
            return 0;
        }
    }

    @BeforeEach
    void start() throws IOException {
        account = new FakeAccount();
        long at = 1_700_000_000;
        account.has("Experiment", "e", at);
        account.has("Trial", "t", at + 1).put("ExperimentName", "e");
        account.has("TrialComponent", "c", at + 2).put("TrialName", "t");
        for (int i = 0; i < 7; i++) {
            account.has("Artifact", "a" + i, at + 10 + i)
                    .put("Source", Map.of("SourceUri", "s3://bank/" + i));
        }
        for (int i = 0; i < 6; i++) {
            account.associates("a" + i, "a" + (i + 1), at + 20 + i);
        }
        account.has("TrainingJob", "j", at + 30)
                .put("Environment", Map.of("DB_PASSWORD", "hunter2hunter2", "MODE", "full"));
        account.has("ModelPackageGroup", "g", at + 31);
        for (int i = 1; i < 4; i++) {
            Map<String, Object> pack = account.has("ModelPackage", "g/" + i, at + 32 + i);
            pack.put("ModelPackageGroupName", "g");
            pack.put("ModelApprovalStatus", "PendingManualApproval");
        }
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private void harvest() throws InterruptedException {
        try (SageMakerSource source = source()) {
            source.read(kept.position, kept);
        }
    }

    private SageMakerSource source() {
        return new SageMakerSource(
                new Api(
                        account.address(),
                        "eu-west-1",
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIDTEST", "secret")),
                        new BackOff(InstantSource.system(), new NoWait())),
                "eu-west-1");
    }

    @Test
    void anAccountIsBroughtInAnOrderInWhichEverythingIsKnownAndNothingIsWritten()
            throws InterruptedException {
        harvest();
        assertThat(kept.problems).isEmpty();
        assertThat(kept.names).hasSize(22).doesNotHaveDuplicates();
        assertThat(kept.names)
                .containsSubsequence(
                        "DescribeExperiment e",
                        "DescribeTrial t",
                        "DescribeTrialComponent c",
                        "DescribeArtifact " + FakeAccount.ARN + "artifact/a0",
                        "c in trial t",
                        "association %sartifact/a0 to %1$sartifact/a1".formatted(FakeAccount.ARN),
                        "DescribeTrainingJob j",
                        "DescribeModelPackageGroup g",
                        "model package " + FakeAccount.ARN + "modelpackage/g/1");
        assertThat(kept.texts.get("DescribeTrainingJob j"))
                .contains("\"account\":\"210987654321\"", "\"region\":\"eu-west-1\"", "full")
                .contains("\"CreationTime\":1700000030.5")
                .doesNotContain("hunter2");
        assertThat(account.writes()).isZero();
    }

    @Test
    void aSecondPassAsksOnlyForWhatIsNewAndSendsOnlyThat() throws InterruptedException {
        harvest();
        account.calls();
        int sent = kept.names.size();
        int asked = account.questions().size();
        harvest();
        assertThat(kept.names).hasSize(sent);
        assertThat(account.calls())
                .as("lists alone: nothing is described again")
                .allMatch(operation -> operation.startsWith("List"));
        assertThat(account.questions().subList(asked, account.questions().size()))
                .filteredOn(question -> question.startsWith("ListArtifacts "))
                .singleElement()
                .satisfies(question -> assertThat(question).contains("\"CreatedAfter\":"));

        long now = System.currentTimeMillis() / 1000;
        account.has("Artifact", "new", now);
        account.associates("a0", "new", now);
        account.has("TrainingJob", "k", now);
        harvest();
        assertThat(kept.names.subList(sent, kept.names.size()))
                .containsExactly(
                        "DescribeArtifact " + FakeAccount.ARN + "artifact/new",
                        "association %sartifact/a0 to %1$sartifact/new".formatted(FakeAccount.ARN),
                        "DescribeTrainingJob k");
    }

    @Test
    void whatIsApprovedAfterwardsIsDescribedAgain() throws InterruptedException {
        Map<String, Object> pack = account.has("ModelPackage", "g/9", 1_700_000_050);
        pack.put("ModelPackageGroupName", "g");
        pack.put("ModelApprovalStatus", "PendingManualApproval");
        harvest();
        int sent = kept.names.size();
        account.calls();
        pack.put("ModelApprovalStatus", "Approved");
        harvest();
        assertThat(kept.names.subList(sent, kept.names.size()))
                .containsExactly("model package " + FakeAccount.ARN + "modelpackage/g/9");
        assertThat(account.calls().stream().filter(call -> call.startsWith("Describe")).toList())
                .containsExactly("DescribeModelPackage");
    }

    /** Whenever it is killed, going on brings the same, and each thing at most twice. */
    @Test
    void aHarvestThatIsKilledGoesOnWhereItWas() throws InterruptedException {
        harvest();
        Set<String> whole = Set.copyOf(kept.names);
        for (int puts = 1; puts < 30; puts += 3) {
            Kept half = new Kept();
            half.putsUntilKilled = puts;
            boolean killed = true;
            try (SageMakerSource source = source()) {
                source.read("", half);
                killed = false;
            } catch (Stopped stop) {
                half.putsUntilKilled = Integer.MAX_VALUE;
            }
            account.calls();
            if (killed) {
                long before = half.names.stream().filter(name -> name.contains("Artifact")).count();
                try (SageMakerSource source = source()) {
                    source.read(half.position, half);
                }
                long described =
                        account.calls().stream().filter("DescribeArtifact"::equals).count();
                assertThat(described)
                        .as("killed at put %d, artifacts known %d", puts, before)
                        .isLessThanOrEqualTo(7 - before + 2);
            }
            assertThat(Set.copyOf(half.names)).as("killed at put %d", puts).isEqualTo(whole);
            assertThat(half.names).doesNotHaveDuplicates();
        }
        assertThat(account.writes()).isZero();
    }

    @Test
    void callsThatAreTooManyAreMadeAgain() throws InterruptedException {
        account.isBusyFor(5);
        harvest();
        assertThat(kept.names).hasSize(22);
        assertThat(kept.problems).isEmpty();
    }

    @Test
    void anAccountThatStaysBusyEndsThePassAndTheNextGoesOn() throws InterruptedException {
        account.isBusyFor(1000);
        assertThatThrownBy(this::harvest)
                .isInstanceOfSatisfying(
                        ClewException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("ThrottlingException: Rate exceeded")
                .hasMessageContaining("run the same again to go on");
        assertThat(kept.position).isEmpty();
        account.isBusyFor(0);
        harvest();
        assertThat(kept.names).hasSize(22);
    }

    @Test
    void credentialsThatAreNotTakenEndThePassSoThatNothingIsPassedOver()
            throws InterruptedException {
        account.refusesAll("ExpiredTokenException");
        assertThatThrownBy(this::harvest).hasMessageContaining("ExpiredTokenException");
        assertThat(kept.position).isEmpty();
        assertThat(kept.problems).isEmpty();
        account.refusesAll("");
        harvest();
        assertThat(kept.names).hasSize(22);
    }

    @Test
    void whatMayNotBeSeenIsToldAndTheRestIsBrought() throws InterruptedException {
        account.hides("ListAssociations");
        harvest();
        assertThat(kept.problems)
                .containsExactly(Map.entry("ListAssociations", "AccessDeniedException: not yours"));
        assertThat(kept.names).hasSize(16);
    }

    @Test
    void onlyListsAndDescriptionsCanBeCalledAtAll() {
        try (Api api =
                new Api(
                        account.address(),
                        "eu-west-1",
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
                        new BackOff(InstantSource.system(), new NoWait()))) {
            for (String operation : List.of("CreateAction", "DeleteArtifact", "AddTags")) {
                assertThatThrownBy(() -> api.call(operation, Map.of()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(account.writes()).isZero();
        }
    }

    @Test
    void aForeignPositionIsRefused() {
        kept.position = "page 7";
        assertThatThrownBy(this::harvest).hasMessageContaining("--restart");
        assertThat(Position.of("3 5 9", 100)).isEqualTo(new Position(3, 5, 9, 0));
    }
}
