package io.clew.commit;

import io.clew.commit.internal.LeafCheck;
import io.clew.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks, without changing anything, that the log is whole and that every audit entry's leaf still
 * is the hash of what is stored.
 */
public final class LogVerifier {
    private LogVerifier() {}

    /** Entries read at a time, each time on a snapshot of its own. */
    private static final int PAGE_ENTRIES = 500;

    /** Findings that a report holds; more of them are counted. */
    private static final int FINDINGS_MAX = 100;

    /**
     * Tells one thing that is wrong.
     *
     * @param position the entry; 0 for the log as a whole
     * @param what what is wrong, in one sentence
     */
    public record Finding(long position, String what) {}

    /**
     * Tells how a check went.
     *
     * @param entries how many entries were read
     * @param erased how many of them had their bodies erased, so that only their leaf could be read
     * @param found how many things are wrong
     * @param findings the first of them
     */
    public record Report(long entries, long erased, long found, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        /** Says whether nothing is wrong. */
        public boolean isSound() {
            return found == 0;
        }
    }

    /** Reads the whole log as it stands at the start of the check. */
    public static Report verify(Store store) {
        long head = store.<Long>read(LogReader::head);
        LeafCheck check = new LeafCheck();
        List<Finding> findings = new ArrayList<>();
        long found = 0;
        boolean more = true;
        while (more) {
            List<Finding> page = store.read(db -> check.page(db, head, PAGE_ENTRIES));
            found += page.size();
            page.stream().limit(FINDINGS_MAX - findings.size()).forEach(findings::add);
            more = check.position() < head && check.hasMore();
        }
        List<Finding> whole = store.read(db -> check.whole(db, head));
        found += whole.size();
        whole.stream().limit(FINDINGS_MAX - findings.size()).forEach(findings::add);
        return new Report(check.entries(), check.erased(), found, findings);
    }
}
