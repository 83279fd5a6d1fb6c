package io.pghealth.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pghealth.bloat.RebuiltSize;
import io.pghealth.cycle.IndexListing.Listed;
import io.pghealth.cycle.IndexListing.Row;
import io.pghealth.snapshot.IndexFacts.Flag;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Indexes as {@code {databases[{name, indexes[]}]}}. */
final class IndexJson {
  private final ObjectMapper json =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  void print(List<Listed> databases, PrintStream out) {
    ObjectNode document = json.createObjectNode();
    ArrayNode all = document.putArray("databases");
    for (Listed database : databases) {
      ObjectNode node = all.addObject().put("name", database.name());
      ArrayNode indexes = node.putArray("indexes");
      database.indexes().forEach(row -> index(indexes.addObject(), row));
      if (database.problem() != null) {
        node.put("problem", database.problem());
      }
    }
    try {
      json.writeValue(out, document);
      out.println();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void index(ObjectNode node, Row row) {
    node.put("schema", row.index().schema())
        .put("name", row.index().name())
        .put("table", row.index().table())
        .put("accessMethod", row.index().accessMethod())
        .put("sizeBytes", row.index().sizeBytes());
    switch (row.rebuilt()) {
      case RebuiltSize.Estimated e -> {
        node.put("rebuiltBytes", e.bytes()).put("confidence", e.confidence().text());
        node.put("method", row.measured() ? "measured" : "estimate");
        if (e.doubt() != null) {
          node.put("doubt", e.doubt());
        }
      }
      case RebuiltSize.NotEstimated n -> {
        node.putNull("rebuiltBytes").put("confidence", "low").put("method", "estimate");
        node.put("notAssessed", n.reason());
      }
    }
    if (row.scans() == null) {
      node.putNull("scans");
    } else {
      node.put("scans", row.scans());
    }
    node.put("unique", row.index().is(Flag.UNIQUE));
    node.put("constraint", row.index().is(Flag.CONSTRAINT));
    node.put("valid", !row.index().is(Flag.INVALID));
    node.put("partial", row.index().predicate() != null);
  }
}
