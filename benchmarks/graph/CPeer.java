import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** Asks the program in C, a process of its own that measures itself. */
final class CPeer implements Peer {

    private final String how;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    /**
     * Starts the program, which lays the graph out.
     *
     * @param how {@code plain} or {@code prefetch}
     */
    CPeer(Path program, Path graph, String how) throws IOException {
        this.how = how;
        this.process =
                new ProcessBuilder(program.toString(), graph.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
        this.questions = process.outputWriter(StandardCharsets.US_ASCII);
    }

    private CPeer(CPeer other, String how) {
        this.how = how;
        this.process = other.process;
        this.answers = other.answers;
        this.questions = other.questions;
    }

    /** Asks the same process in another way. */
    CPeer asking(String otherwise) {
        return new CPeer(this, otherwise);
    }

    @Override
    public String name() {
        return "c_" + how;
    }

    @Override
    public void ask(int[] nodes, Samples samples) throws IOException {
        StringBuilder asked = new StringBuilder(how + " " + nodes.length + "\n");
        for (int node : nodes) {
            asked.append(node).append('\n');
        }
        questions.write(asked.toString());
        questions.flush();
        for (int i = 0; i < nodes.length; i++) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the program in C gave up; it says why above");
            }
            StringTokenizer fields = new StringTokenizer(line);
            samples.add(
                    Long.parseLong(fields.nextToken()),
                    Long.parseLong(fields.nextToken()),
                    Long.parseLong(fields.nextToken()));
        }
    }

    @Override
    public void close() throws Exception {
        questions.close();
        process.waitFor();
    }
}
