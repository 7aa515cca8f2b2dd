"""What a later signer's revision may hold besides the signature: nothing that acts, draws or hides, under whatever key."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from tests.signing.papers import a_signed_sheet
from tests.signing.providers import _simple, a_provider, signed_by_provider, time_stamped, with_proofs
from tests.signing.test_forging_signers import UNFIT, entries, ink, name, numbers, the_field
from tests.signing.test_later_signers import sealed
from tests.signing.test_verify import faults, findings, update

WIDGET = "contains something other than a signature"


def text(said):
    return generic.TextStringObject(said)


def action(kind, **more):
    return entries(Type=name("Action"), S=name(kind), **more)


SCRIPT = action("JavaScript", JS=text("app.alert(1)"))
ACTIONS = [
    SCRIPT,
    action("Launch", F=text("calc.exe")),
    action("URI", URI=text("https://example.org/")),
    action("SubmitForm", F=text("https://example.org/")),
    action("GoToR", F=text("other.pdf"), D=numbers(0)),
    action("GoToE", D=text("x")),
    action("ImportData", F=text("x.fdf")),
    action("Hide", T=text("Juror")),
    action("Named", N=name("Print")),
]


def signs(change, pdf=None):
    """A provider who signs in field PSrE, and in the very same revision adds what `change` adds."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf or a_signed_sheet()))
    change(writer)
    metadata = PdfSignatureMetadata(field_name="PSrE", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    return PdfSigner(metadata, _simple(a_provider())).sign_pdf(writer, existing_fields_only=True).getvalue()


def stamps(pdf=None, **members):
    """A document time stamp in a field of its own, as its program adds it, with `members` besides."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf or a_signed_sheet()))
    append_signature_field(writer, SigFieldSpec("Timestamp-1"))
    field = the_field(writer, "Timestamp-1")
    for key, value in members.items():
        field[name(key)] = value(writer) if callable(value) else value
    return time_stamped(writer=writer, field="Timestamp-1")


def in_field(**members):
    def change(writer):
        field = the_field(writer, "PSrE")
        for key, value in members.items():
            field[name(key)] = value
        writer.update_container(field)

    return change


def in_catalogue(**members):
    def change(writer):
        for key, value in members.items():
            writer.root[name(key)] = value
        writer.update_root()

    return change


def in_form(**members):
    def change(writer):
        form = writer.root["/AcroForm"]
        for key, value in members.items():
            form[name(key)] = value
        writer.update_container(form)

    return change


def in_page(**members):
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        for key, value in members.items():
            page[name(key)] = value
        writer.update_container(page)

    return change


def test_what_programs_of_providers_write_passes():
    assert faults(signs(lambda writer: None)) == ""
    assert faults(stamps()) == ""
    texts = {key: text("x") for key in ("TU", "TM", "M", "NM", "DA")}
    assert faults(stamps(**texts, MK=entries(), Ff=generic.NumberObject(1), F=generic.NumberObject(6))) == ""


@pytest.mark.parametrize("what", ACTIONS, ids=lambda one: one["/S"][1:])
@pytest.mark.parametrize("key", ["A", "AA", "PA"])
def test_a_field_that_acts_is_named(what, key):
    members = {key: what if key != "AA" else entries(E=what, PO=what, C=what)}
    assert UNFIT in faults(stamps(**members))
    assert UNFIT in faults(signs(in_field(**members)))


@pytest.mark.parametrize(
    "members",
    [
        {"MK": entries(CA=text("99"))},
        {"MK": entries(I=numbers(1))},
        {"DV": text("99")},
        {"Contents": text("Total 99")},
        {"Popup": entries()},
        {"RC": text("<b>99</b>")},
        {"RV": text("<b>99</b>")},
        {"OC": entries(Type=name("OCG"))},
        {"BS": entries(W=generic.NumberObject(500))},
        {"Border": numbers(0, 0, 500)},
        {"AS": name("On")},
        {"QuadPoints": numbers(0, 0, 500, 0, 500, 500, 0, 500)},
        {"RichMediaContent": entries()},
        {"FS": text("x.exe")},
        {"SV": entries(URL=text("https://example.org/"))},
        {"AF": numbers(1)},
        {"DR": entries()},
        {"TU": entries(S=name("JavaScript"))},
        {"DA": entries()},
        {"F": text("x")},
        {"Subtype": name("Link")},
        {"Subtype": name("RichMedia")},
        {"Lock": entries(Action=name("All"), Fields=numbers(1))},
    ],
    ids=str,
)
def test_a_field_with_a_key_or_value_that_no_signature_needs_is_named(members):
    assert UNFIT in faults(stamps(**members))
    assert UNFIT in faults(signs(in_field(**members)))


@pytest.mark.parametrize("state", ["R", "D", "Off"])
def test_a_second_picture_of_a_field_is_named(state):
    assert UNFIT in faults(stamps(AP=lambda writer: entries(N=ink(writer), **{state: ink(writer)})))


def test_a_picture_that_is_a_choice_of_pictures_is_named():
    told = faults(stamps(AP=lambda writer: entries(N=entries(On=ink(writer)))))
    assert UNFIT in told or "damaged" in told


@pytest.mark.parametrize("content", [b"Q Q 500 w 0 0 m 500 500 l S q q", b"q 0 0 m S", b"q Q Q q"])
def test_a_picture_that_could_leave_its_box_is_named(content):
    assert WIDGET in faults(stamps(AP=lambda writer: entries(N=ink(writer, content))))


def picture(**members):
    """Ink with other members than it should have."""

    def made(writer):
        reference = ink(writer)
        for key, value in members.items():
            reference.get_object()[name(key)] = value
        return entries(N=reference)

    return made


@pytest.mark.parametrize(
    "members",
    [
        {"BBox": numbers(0, 0, 90)},
        {"BBox": generic.ArrayObject([text("0")] * 4)},
        *({"Resources": entries(**{kind: entries()})} for kind in ("XObject", "Font", "Properties", "Pattern")),
        *({key: entries()} for key in ("F", "FFilter", "OPI", "PieceInfo", "AF", "StructParent", "Metadata", "Matrix", "OC")),
    ],
    ids=str,
)
def test_a_picture_that_is_more_than_paths_in_a_box_is_named(members):
    assert WIDGET in faults(stamps(AP=picture(**members)))


@pytest.mark.parametrize("place", [numbers(60, 600, 300, 720), numbers(0, 0, 595, 842)])
def test_a_field_that_is_moved_over_the_points_is_named(place):
    for pdf in (stamps(Rect=place, AP=picture()), signs(lambda writer: in_field(Rect=place, AP=picture()(writer))(writer))):
        assert "signature fields were altered" in faults(pdf)


@pytest.mark.parametrize(
    "members", [{"AA": entries(F=SCRIPT)}, {"FT": name("Tx")}, {"DV": text("99")}, {"MK": entries()}], ids=str
)
def test_a_parent_that_acts_or_lends_is_named(members):
    assert UNFIT in faults(stamps(Parent=lambda writer: writer.add_object(entries(T=text("x"), **members))))


@pytest.mark.parametrize("key", ["OpenAction", "AA", "URI", "Collection", "OCProperties", "Requirements", "Threads"])
def test_a_catalogue_that_acts_is_named_whoever_signed(key):
    assert UNFIT in faults(signs(in_catalogue(**{key: SCRIPT})))


@pytest.mark.parametrize(
    "key", ["Outlines", "PageMode", "ViewerPreferences", "Dests", "PageLabels", "AF", "Lang", "Legal", "SpiderInfo"]
)
def test_a_catalogue_with_anything_more_is_named_whoever_signed(key):
    assert "was altered" in faults(signs(in_catalogue(**{key: entries()})))


@pytest.mark.parametrize("tree", ["JavaScript", "Dests", "AP", "Pages", "Templates", "Renditions", "AlternatePresentations"])
def test_a_list_of_names_that_acts_is_named(tree):
    def change(writer):
        names = writer.root["/Names"]
        names[name(tree)] = entries(Names=generic.ArrayObject([text("x"), writer.add_object(SCRIPT)]))
        writer.update_container(names)

    assert UNFIT in faults(signs(change))


def test_a_file_attached_later_is_named():
    def change(writer):
        files = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        files.extend([text("x.exe"), files[1]])
        writer.update_container(files)

    assert "was altered" in faults(signs(change)) or "missing" in faults(signs(change))


@pytest.mark.parametrize("key", ["XFA", "CO", "DR", "DA", "Q"])
def test_a_form_that_acts_or_draws_is_named(key):
    assert UNFIT in faults(signs(in_form(**{key: generic.ArrayObject([])})))


@pytest.mark.parametrize(
    "key", ["AA", "PresSteps", "B", "Trans", "Dur", "Tabs", "VP", "PieceInfo", "TemplateInstantiated", "UserUnit"]
)
def test_a_page_with_anything_more_is_named(key):
    assert "was altered" in faults(signs(in_page(**{key: entries()})))


@pytest.mark.parametrize(
    "kind", ["Link", "FreeText", "Stamp", "Screen", "RichMedia", "Movie", "FileAttachment", "Popup", "Redact", "3D"]
)
def test_an_annotation_beside_the_fields_is_named(kind):
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Annots"].append(
            writer.add_object(entries(Type=name("Annot"), Subtype=name(kind), Rect=numbers(0, 0, 0, 0), A=SCRIPT))
        )
        writer.update_container(page["/Annots"])
        writer.update_container(page)

    assert UNFIT in faults(signs(change))


@pytest.mark.parametrize(
    "store",
    [
        {"AA": SCRIPT},
        {"Certs": SCRIPT},
        {"VRI": entries(JavaScript=SCRIPT)},
        {"OCSPs": generic.ArrayObject([SCRIPT])},
    ],
    ids=str,
)
def test_a_store_of_proofs_that_holds_anything_else_is_named(store):
    def change(writer):
        for key, value in store.items():
            writer.root["/DSS"][name(key)] = value
        writer.update_container(writer.root["/DSS"])

    assert UNFIT in faults(time_stamped(update(with_proofs(sealed(a_signed_sheet())), change)))


@pytest.mark.parametrize(
    "members",
    [{"Version": SCRIPT}, {"Extensions": entries(ADBE=SCRIPT)}, {"Extensions": entries(ADBE=entries(AA=SCRIPT))}],
    ids=str,
)
def test_a_version_or_extension_that_is_none_is_named(members):
    assert UNFIT in faults(signs(in_catalogue(**members)))


@pytest.mark.parametrize("key", ["AA", "F", "PieceInfo", "AF"])
def test_metadata_with_anything_beside_the_words_is_named(key):
    def change(writer):
        writer.root["/Metadata"][name(key)] = SCRIPT
        writer.update_container(writer.root["/Metadata"])

    assert UNFIT in faults(signs(change))


@pytest.mark.parametrize("key", ["UR", "UR3", "FieldMDP"])
def test_rights_beside_the_certification_are_named(key):
    def change(writer):
        perms = writer.root["/Perms"]
        perms[name(key)] = perms["/DocMDP"]
        writer.update_container(perms)

    assert UNFIT in faults(signs(change))


@pytest.mark.parametrize(
    "more",
    [
        {"Reason": SCRIPT},
        {"A": SCRIPT},
        {"AA": entries(F=SCRIPT)},
        {"Prop_Build": entries(App=entries(A=SCRIPT))},
        {"Reference": generic.ArrayObject([entries(TransformMethod=name("UR3"))])},
        {"Reference": generic.ArrayObject([entries(TransformMethod=name("DocMDP"), A=SCRIPT)])},
    ],
    ids=str,
)
def test_a_providers_signature_that_holds_more_than_a_signature_is_named(more, monkeypatch):
    assert UNFIT in faults(with_dictionary(monkeypatch, more))


@pytest.mark.parametrize(
    "more",
    [{"Reason": text("Setuju")}, {"Prop_Build": entries(App=entries(Name=name("Signer"), R=generic.NumberObject(1)))}],
    ids=str,
)
def test_a_providers_signature_may_say_why_and_with_what_it_was_made(more, monkeypatch):
    assert findings(with_dictionary(monkeypatch, more)).faults == ()


def with_dictionary(monkeypatch, more):
    """A provider's signature whose dictionary says more."""
    sheet, usual_write = a_signed_sheet(), PdfSignedData.write_to_stream

    def write(self, *args, **options):
        for key, value in more.items():
            self[name(key)] = value
        return usual_write(self, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(PdfSignedData, "write_to_stream", write)
        return signed_by_provider(sheet)
