import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;

/** Serves MongoDB's wire protocol on 127.0.0.1:PORT out of FILE until it is told to stop. PORT 0 takes a free one. */
public class Launcher {
  public static void main(String[] args) {
    H2Backend backend = new AtomicBackend(args[1]);
    // The driver refuses the wire version that the server reports by itself.
    backend.version(new MongoVersion() {
      public List<Integer> getVersionArray() {
        return List.of(4, 4, 0);
      }

      public int getWireVersion() {
        return 9;
      }
    });
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind("127.0.0.1", Integer.parseInt(args[0]));
    System.out.println("listening on " + server.getLocalAddress().getPort());
  }

  /**
   * The stock backend changes a stored document in place while a reply that holds it is being written: about one read
   * in 15,000 beside a busy writer then shows an old field with a new one, which MongoDB never does. Handing out
   * copies mends it.
   */
  static class AtomicBackend extends H2Backend {
    AtomicBackend(String file) {
      super(file);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
      return new AtomicDatabase(name);
    }

    /** An inner class: its parent's constructor opens collections before any field here could be set. */
    class AtomicDatabase extends H2Database {
      AtomicDatabase(String name) {
        super(name, getMvStore(), getCursorRegistry());
      }

      @Override
      protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        String namespace = getDatabaseName() + "." + name;
        MVMap<Object, Document> data = getMvStore().openMap("databases." + namespace);
        MVMap<String, Object> meta = getMvStore().openMap("meta." + namespace);
        return new AtomicCollection(this, name, options, data, meta, getCursorRegistry());
      }
    }
  }

  static class AtomicCollection extends H2Collection {
    AtomicCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> data,
        MVMap<String, Object> meta, CursorRegistry cursors) {
      super(database, name, options, data, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(Document query, Document order, int skip, int limit, int batchSize,
        Document fields) {
      QueryResult found = super.queryDocuments(query, order, skip, limit, batchSize, fields);
      List<Document> copies = found.collectDocuments().stream().map(Document::cloneDeeply).toList();
      return new QueryResult(copies, found.getCursorId());
    }
  }
}
