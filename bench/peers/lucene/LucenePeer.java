import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene, to be measured beside gisa.
 *
 * <pre>
 *   LucenePeer index ANALYZER ARTICLES.jsonl INDEX [THREADS [BUFFER-MB]]
 *   LucenePeer search ANALYZER INDEX TOPICS.tsv [DEPTH]
 *   LucenePeer latency ANALYZER INDEX TOPICS.tsv [phrase]
 * </pre>
 *
 * ANALYZER is standard, cjk (bigrams), nori (the Korean dictionary) or nori+cjk (two fields). An
 * article is one field, title and body, with positions; both are stored. Indexing prints the seconds
 * it took, without the start of the JVM. Searching reads "id TAB query" lines and prints a TREC run:
 * an OR of all terms under Lucene's own BM25. Latency is that of the first ten hits, without reading
 * their text: p50, p95 and p99 of the queries in microseconds, each the median of five rounds behind
 * six seconds of warming up; "phrase" makes phrases of the queries.
 */
public final class LucenePeer {
  private static final String ID = "id";
  private static final String TEXT = "text";
  private static final String SECOND = "second"; // the same text, by the second analyzer

  public static void main(String[] args) throws Exception {
    if (args.length >= 4 && args[0].equals("index")) {
      int threads = args.length > 4 ? Integer.parseInt(args[4]) : 1;
      double buffer = args.length > 5 ? Double.parseDouble(args[5]) : 256;
      index(args[1], Paths.get(args[2]), Paths.get(args[3]), threads, buffer);
    } else if (args.length >= 4 && args[0].equals("search")) {
      int depth = args.length > 4 ? Integer.parseInt(args[4]) : 100;
      search(args[1], Paths.get(args[2]), Paths.get(args[3]), depth);
    } else if (args.length >= 4 && args[0].equals("latency")) {
      boolean phrase = args.length > 4 && args[4].equals("phrase");
      latency(args[1], Paths.get(args[2]), Paths.get(args[3]), phrase);
    } else {
      System.err.println("usage: LucenePeer index|search|latency ANALYZER ... (see LucenePeer.java)");
      System.exit(2);
    }
  }

  private static Analyzer analyzer(String name) {
    switch (name) {
      case "standard":
        return new StandardAnalyzer();
      case "cjk":
        return new CJKAnalyzer();
      case "nori":
        return new KoreanAnalyzer();
      case "nori+cjk":
        return new PerFieldAnalyzerWrapper(new KoreanAnalyzer(), Map.of(SECOND, new CJKAnalyzer()));
      default:
        throw new IllegalArgumentException("no such analyzer: " + name);
    }
  }

  private static boolean hasSecondField(String analyzer) {
    return analyzer.equals("nori+cjk");
  }

  // Indexing.

  private static void index(String name, Path articles, Path index, int threads, double bufferMb)
      throws Exception {
    long start = System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(analyzer(name));
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(bufferMb);
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(articles, StandardCharsets.UTF_8)) {
      List<Worker> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) workers.add(new Worker(lines, writer, hasSecondField(name)));
      for (Worker worker : workers) worker.start();
      for (Worker worker : workers) worker.join();
      for (Worker worker : workers) {
        if (worker.failure != null) throw worker.failure;
      }
      writer.commit();
    }
    System.out.printf("%.3f%n", (System.nanoTime() - start) / 1e9);
  }

  /** Takes lines from the file, in turn with the other workers, and indexes them. */
  private static final class Worker extends Thread {
    private final BufferedReader lines;
    private final IndexWriter writer;
    private final boolean hasSecond;
    private Exception failure;

    Worker(BufferedReader lines, IndexWriter writer, boolean hasSecond) {
      this.lines = lines;
      this.writer = writer;
      this.hasSecond = hasSecond;
    }

    @Override
    public void run() {
      try {
        for (String line = next(); line != null; line = next()) {
          if (!line.isBlank()) writer.addDocument(document(new JsonLine(line)));
        }
      } catch (Exception e) {
        failure = e;
      }
    }

    private String next() throws IOException {
      synchronized (lines) {
        return lines.readLine();
      }
    }

    private Document document(JsonLine article) {
      String title = article.text("title");
      String body = article.text("body");
      String both = title.isEmpty() ? body : title + "\n" + body;
      Document document = new Document();
      document.add(new StringField(ID, article.text("id"), Field.Store.YES));
      document.add(new TextField(TEXT, both, Field.Store.NO));
      if (hasSecond) document.add(new TextField(SECOND, both, Field.Store.NO));
      document.add(new StoredField("title", title));
      document.add(new StoredField("body", body));
      return document;
    }
  }

  // Searching.

  private static void search(String name, Path index, Path topics, int depth) throws IOException {
    BooleanQuery.setMaxClauseCount(1 << 16);
    QueryBuilder builder = new QueryBuilder(analyzer(name));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (String line : Files.readAllLines(topics, StandardCharsets.UTF_8)) {
        int tab = line.indexOf('\t');
        if (tab < 0) continue;
        String topic = line.substring(0, tab);
        int rank = 0;
        Query query = query(builder, line.substring(tab + 1), hasSecondField(name));
        for (ScoreDoc hit : searcher.search(query, depth).scoreDocs) {
          String id = searcher.doc(hit.doc).get(ID);
          out.printf("%s Q0 %s %d %.6f lucene-%s%n", topic, id, ++rank, hit.score, name);
        }
      }
    }
    out.flush();
  }

  // Latency.

  private static final int HITS = 10;
  private static final int ROUNDS = 5;
  private static final long WARM_UP = 6_000_000_000L; // nanoseconds: the compiler needs some

  private static void latency(String name, Path index, Path topics, boolean phrase)
      throws IOException {
    BooleanQuery.setMaxClauseCount(1 << 16);
    QueryBuilder builder = new QueryBuilder(analyzer(name));
    List<String> queries = new ArrayList<>();
    for (String line : Files.readAllLines(topics, StandardCharsets.UTF_8)) {
      int tab = line.indexOf('\t');
      if (tab >= 0) queries.add(line.substring(tab + 1));
    }
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      long start = System.nanoTime();
      while (System.nanoTime() - start < WARM_UP) {
        for (String query : queries) nanoseconds(searcher, builder, query, name, phrase);
      }
      long[][] times = new long[queries.size()][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < times.length; i++)
          times[i][round] = nanoseconds(searcher, builder, queries.get(i), name, phrase);
      }
      long[] medians = new long[times.length];
      for (int i = 0; i < times.length; i++) {
        Arrays.sort(times[i]);
        medians[i] = times[i][ROUNDS / 2];
      }
      Arrays.sort(medians);
      for (double share : new double[] {0.5, 0.95, 0.99}) {
        int at = (int) (share * (medians.length - 1) + 0.5);
        System.out.printf("%.0f ", medians[at] / 1e3);
      }
      System.out.println();
    }
  }

  private static long nanoseconds(IndexSearcher searcher, QueryBuilder builder, String text,
      String name, boolean phrase) throws IOException {
    long start = System.nanoTime();
    Query query =
        phrase ? builder.createPhraseQuery(TEXT, text) : query(builder, text, hasSecondField(name));
    if (query != null) searcher.search(query, HITS);
    return System.nanoTime() - start;
  }

  private static Query query(QueryBuilder builder, String text, boolean hasSecond) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String field : hasSecond ? new String[] {TEXT, SECOND} : new String[] {TEXT}) {
      Query terms = builder.createBooleanQuery(field, text, BooleanClause.Occur.SHOULD);
      if (terms != null) query.add(terms, BooleanClause.Occur.SHOULD);
    }
    return query.build();
  }
}
