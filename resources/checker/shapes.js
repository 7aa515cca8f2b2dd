// Which keys the parts of a document may have, and of what kind each value is: whatever else stands there is refused.

const isText = (value) => value instanceof PdfText;
const isNumber = (value) => typeof value === "number";
const isWhole = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most;
const isName = (...names) => (value) => value instanceof PdfName && (!names.length || names.includes(value.text));
const isReference = (value) => value instanceof PdfRef;
const isList = (of, length = null) => (value) => Array.isArray(value) && (length === null || value.length === length) && value.every(of);

/** True for a dictionary with no other keys than these, each of its kind. */
function hasShape(value, shape) {
  return value instanceof Map && [...value].every(([key, inner]) => Object.hasOwn(shape, key) && shape[key](inner));
}

const isShape = (shape) => (value) => hasShape(value, shape);

/** Names, numbers and texts, to any depth: nothing that could be followed, drawn or run. */
function isPlain(value, depth = 0) {
  if (depth > 10 || value instanceof PdfRef || value instanceof PdfStream) return false;
  if (value instanceof Map) return !value.has("S") && [...value.values()].every((inner) => isPlain(inner, depth + 1));
  if (Array.isArray(value)) return value.every((inner) => isPlain(inner, depth + 1));
  return true;
}

const PARAMETERS = {
  Type: isName("TransformParams"),
  Action: isName("All", "Include", "Exclude"),
  Fields: isList(isText),
  P: isWhole(1, 3),
  V: isName("1.2"),
};
const REFERENCE = {
  Type: isName("SigRef"),
  TransformMethod: isName("DocMDP", "FieldMDP"),
  TransformParams: isShape(PARAMETERS),
  DigestMethod: isName(),
};
const OWN_SIGNATURE = {
  Type: isName("Sig"),
  Filter: isName("Adobe.PPKLite"),
  SubFilter: isName("ETSI.CAdES.detached"),
  ByteRange: isList(isWhole(0, MOST_BYTES), 4),
  Contents: isText,
  M: isText,
};
const FOREIGN_SIGNATURE = {
  ...OWN_SIGNATURE,
  Type: isName("Sig", "DocTimeStamp"),
  Filter: isName(),
  SubFilter: isName("ETSI.CAdES.detached", "adbe.pkcs7.detached", "ETSI.RFC3161"),
  Name: isText,
  Reason: isText,
  Location: isText,
  ContactInfo: isText,
  Changes: isList(isWhole(0, 1_000_000), 3),
  R: isNumber,
  V: isNumber,
  Prop_Build: (value) => isPlain(value),
  Prop_AuthTime: isNumber,
  Prop_AuthType: isName(),
};
const LOCK = { Type: isName("SigFieldLock"), Action: isName("All", "Include", "Exclude"), Fields: isList(isText), P: isWhole(1, 3) };
const FIELD = {
  Type: isName("Annot"),
  Subtype: isName("Widget"),
  FT: isName("Sig"),
  T: isText,
  F: isWhole(132, 132),
  Rect: isList(isNumber, 4),
  P: isReference,
  AP: (value) => value instanceof Map && value.size === 1 && isReference(value.get("N")),
  V: isReference,
  Lock: (value) => isReference(value) || hasShape(value, LOCK),
  TU: isText,
};
const UNSEEN_FIELD = {
  ...FIELD,
  F: isWhole(0, 1023),
  Ff: isWhole(0, 2 ** 31),
  TM: isText,
  NM: isText,
  M: isText,
  DA: isText,
  MK: (value) => value instanceof Map && value.size === 0,
};
/** A field of a provider's program that is seen. */
const SEEN_FIELD = { ...UNSEEN_FIELD, Border: isList(isNumber) };
const PICTURE = {
  Type: isName("XObject"),
  Subtype: isName("Form"),
  BBox: isList(isNumber, 4),
  Resources: (value) => value instanceof Map && value.size === 0,
  Length: isNumber,
  Filter: isName("FlateDecode"),
};
const FORM = { Fields: (value) => isReference(value) || isList(isReference)(value), SigFlags: isWhole(0, 3) };
const EXTENSION = { Type: isName("DeveloperExtensions"), BaseVersion: isName(), ExtensionLevel: isNumber, ExtensionRevision: isText, URL: isText };
const CATALOGUE = {
  Type: isName("Catalog"),
  Pages: isReference,
  Names: (value) => hasShape(value, { EmbeddedFiles: isReference }),
  AF: isList(isReference),
  Lang: isText,
  MarkInfo: (value) => hasShape(value, { Marked: (marked) => marked === true }),
  Metadata: isReference,
  OutputIntents: isList(isReference, 1),
  PageMode: isName("UseNone"),
  StructTreeRoot: isReference,
  ViewerPreferences: (value) => hasShape(value, { DisplayDocTitle: (shown) => shown === true }),
};
/** What signing adds to the catalogue. */
const SIGNED_CATALOGUE = { AcroForm: isReference, Perms: (value) => isReference(value) || hasShape(value, { DocMDP: isReference }) };
/** What other programs add to it with a signature; none of it shows. */
const EXTENDED_CATALOGUE = {
  DSS: isReference,
  Version: isName("1.4", "1.5", "1.6", "1.7", "2.0"),
  Extensions: (value) =>
    value instanceof Map && [...value].every(([key, one]) => /^[A-Za-z_]{1,16}$/.test(key) && (hasShape(one, EXTENSION) || isList(isShape(EXTENSION))(one))),
};
const PAGE = {
  Type: isName("Page"),
  Contents: isReference,
  MediaBox: (value) => isList(isNumber, 4)(value) && value[0] === 0 && value[1] === 0,
  Parent: isReference,
  Resources: (value) => value instanceof Map || isReference(value),
  Rotate: isWhole(0, 0),
  StructParents: isWhole(0, 10_000),
  Tabs: isName("S"),
};
const FONT = {
  Type: isName("Font"),
  Subtype: isName("TrueType"),
  BaseFont: isName(),
  Name: isName(),
  FirstChar: isWhole(0, 0),
  LastChar: isWhole(0, 255),
  FontDescriptor: isReference,
  ToUnicode: isReference,
  Widths: isList((value) => isNumber(value) && value >= 0),
};
const DESCRIPTOR = {
  Type: isName("FontDescriptor"),
  Ascent: isNumber,
  CapHeight: isNumber,
  Descent: isNumber,
  Flags: isNumber,
  FontBBox: isList(isNumber, 4),
  FontFile2: isReference,
  FontName: isName(),
  ItalicAngle: isNumber,
  MissingWidth: isNumber,
  StemV: isNumber,
};
/** Every key that any object of an unsigned document of ours has. */
const BASE_KEYS = new Set(
  `A AF AFRelationship Alt Ascent BBox BaseFont BitsPerComponent CapHeight CheckSum ColSpan ColorSpace Columns Contents Count CreationDate Creator
  DecodeParms Desc Descent DestOutputProfile DisplayDocTitle EF EmbeddedFiles F FT Filter FirstChar First Flags Font FontBBox FontDescriptor FontFile2
  FontName Height ID Index Info ItalicAngle K Keywords Kids Lang LastChar Length Length1 MCID MarkInfo Marked MediaBox Metadata
  MissingWidth ModDate N Name Names Nums O OutputConditionIdentifier OutputIntents P PageMode Pages Params ParentTree ParentTreeNextKey Parent
  Pg Predictor ProcSet Producer Resources Root Rotate RowSpan S SMask Scope Size StemV StructParents StructTreeRoot Subject Subtype Tabs
  Title ToUnicode Type UF ViewerPreferences W Widths Width XObject`.split(/\s+/),
);
const FONT_KEY = /^F\d+\+\d+$/;
