package io.pghealth.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pghealth.finding.Finding;
import io.pghealth.snapshot.StatementWork;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The JSON of the history: equal histories give equal bytes. Fields that are not known are left out
 * on reading, so that going back to an older version of the same format loses only what that
 * version does not know; what cannot be ignored needs a new format.
 */
final class HistoryMapper {
  private HistoryMapper() {}

  static ObjectMapper create() {
    SimpleModule module = new SimpleModule();
    module.addAbstractTypeMapping(SequencedMap.class, LinkedHashMap.class);
    module.addSerializer(new SortedSet());
    module.setMixInAnnotation(Finding.class, EvidenceInOrder.class);
    module.setMixInAnnotation(StatementWork.class, WithoutNames.class);
    module.setMixInAnnotation(RawWindow.class, WithoutNames.class);
    module.setMixInAnnotation(PlanLine.class, WithoutNames.class);
    module.setMixInAnnotation(Sighting.class, WithoutNames.class);
    // Names of foreign objects stand in map keys: interning them would keep them for ever.
    JsonFactory json =
        JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
    return JsonMapper.builder(json)
        .addModule(new JavaTimeModule())
        .addModule(module)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .build();
  }

  /** The order of evidence is the order to show it in. */
  private interface EvidenceInOrder {
    @JsonSerialize(using = InOrder.class)
    SequencedMap<String, String> evidence();
  }

  /** There are dozens per statement: names would be most of the document. New fields go last. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface WithoutNames {}

  private static final class InOrder extends JsonSerializer<SequencedMap<String, String>> {
    @Override
    public void serialize(
        SequencedMap<String, String> map, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : map.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }

  /** Set.copyOf has another order in every process. */
  private static final class SortedSet extends JsonSerializer<Set<?>> {
    @Override
    public Class<Set<?>> handledType() {
      @SuppressWarnings({"unchecked", "rawtypes"})
      Class<Set<?>> type = (Class<Set<?>>) (Class) Set.class;
      return type;
    }

    @Override
    public void serialize(Set<?> set, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      List<?> sorted = set.stream().sorted(Comparator.comparing(Object::toString)).toList();
      json.writeStartArray();
      for (Object element : sorted) {
        provider.defaultSerializeValue(element, json);
      }
      json.writeEndArray();
    }
  }
}
