-- What search compares, on readers' pages and at the desk. Written out, so that it holds under any
-- collation; `lib/content/fold-text.ts` folds the same way, to mark what was found.

-- Without case, accents, width, composition, vowel points and invisible signs; one dash, one apostrophe.
CREATE FUNCTION "fold_text"(input text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF input ~ '[^\u0001-\u007f]' THEN
    input := regexp_replace(normalize(input, NFKD), '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]', '', 'g');
  END IF;
  input := lower(translate(input, '‐‑‒–—−‘’ʼʻʹ′`´׳“”„«»…•', '------''''''''''''''''''       '));
  -- What is left of Latin scripts is plain already. The letters of others have no case in some collations.
  IF input !~ '[^\u0001-\u007f]' THEN RETURN input; END IF;
  RETURN normalize(replace(replace(replace(translate(input,
    'ÆÐØÞĐĦŁŊŒŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍøđðłıħŧςىةٱکیə',
    'ædoþdhlŋœtɓƃƅɔƈɖɗƌǝeɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭoddlihtσيهاكيe'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), NFC);
END
$$;

-- The words of a text. Runs of Japanese, Chinese, Thai, Lao, Khmer and Burmese letters become pairs of
-- letters. A text also has the parts of its numbers ("7.1") and of its words with an apostrophe ("l'eau").
CREATE FUNCTION "search_tokens"(input text, is_query boolean) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
  SET search_path FROM CURRENT AS $$
DECLARE
  folded text := fold_text(input);
BEGIN
  -- Plain words, as most texts are, are parted in a tenth of the time.
  IF folded ~ '^[a-z0-9 \n.,;:!?()"-]*$' AND folded !~ '[0-9][.,:-][0-9]|[a-z0-9]{101}' THEN
    RETURN array_remove(string_to_array(translate(folded, E'\n.,;:!?()"-', '            '), ' '), '');
  END IF;
  RETURN array(
    SELECT DISTINCT left(token, 100) FROM
      regexp_matches(folded,
        '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+)|([0-9]+(?:[.,:-][0-9]+)+)|([^\s!-/:-@\[-`{-\u00bf\u00d7\u00f7\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u05be\u05c0\u05c3\u05f4\u2000-\u206f\u2190-\u23ff\u2500-\u25ff\u2900-\u2bff\u3000-\u3004\u3008-\u303f\u30fb\ufe30-\ufe6f\ufffc\ufffd\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+(?:''[^\s!-/:-@\[-`{-\u00bf\u00d7\u00f7\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u05be\u05c0\u05c3\u05f4\u2000-\u206f\u2190-\u23ff\u2500-\u25ff\u2900-\u2bff\u3000-\u3004\u3008-\u303f\u30fb\ufe30-\ufe6f\ufffc\ufffd\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+)*[+#]*)', 'g') AS hit,
      LATERAL (
        SELECT pair AS token FROM (
          SELECT letter || coalesce(lead(letter) OVER (ORDER BY place), '') AS pair, count(*) OVER () AS letters, place
          FROM regexp_split_to_table(hit[1], '') WITH ORDINALITY AS run(letter, place)
        ) AS pairs WHERE NOT is_query OR letters = 1 OR place < letters
        UNION ALL SELECT coalesce(hit[2], replace(hit[3], '''', '')) WHERE hit[1] IS NULL
        UNION ALL SELECT part FROM regexp_split_to_table(coalesce(hit[2], hit[3]), '[.,:''-]') AS part
          WHERE NOT is_query AND coalesce(hit[2], hit[3]) ~ '[.,:''-]'
      ) AS tokens
    WHERE token <> '');
END
$$;

-- What a search looks for: all of the words, each also as the beginning of another. At most forty.
CREATE FUNCTION "search_query"(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  SET search_path FROM CURRENT AS $$
  SELECT string_agg('''' || token || ''':*', ' & ')::tsquery
  FROM (SELECT token FROM unnest(search_tokens(words, true)) AS token LIMIT 40) AS tokens
$$;

-- The same as `words @@ query`, which stands beside it: says by its cost that reading all posts is dear,
-- so that PostgreSQL asks the index. It takes two of a hundred posts for found, whatever the words.
CREATE FUNCTION "has_words"(words tsvector, query tsquery) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
  COST 1000 AS $$ BEGIN RETURN words @@ query; END $$;

DROP INDEX "post_words_idx";
-- Kept by the database with every save. Prisma's schema cannot say this column and its index.
ALTER TABLE "post" ADD COLUMN "words" tsvector NOT NULL
  GENERATED ALWAYS AS (array_to_tsvector(search_tokens("title" || ' ' || "text", false))) STORED;
CREATE INDEX "post_words_idx" ON "post" USING GIN ("words");
