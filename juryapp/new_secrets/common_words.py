"""Common words: what anyone in this country tries first as a secret, the likeliest first. zxcvbn's lists are of other countries.

Chosen by hand, from everyday speech, school, mosque, church and office: no corpus was counted, so a place in a list is an order
of magnitude and no more (decision 027).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

USUAL = (
    *("rahasia", "bismillah", "sayang", "indonesia", "paritrana", "juri", "ketua", "penilai", "panitia", "sekretaris", "pusat"),
    *("meja", "kandidat", "penilaian", "wawancara", "pleno", "lomba", "nilai", "skor", "juara", "akar", "katasandi"),
    *("masuk", "buka", "laptop", "komputer", "kantor", "dinas", "provinsi", "kabupaten", "kota", "pemerintah", "gubernur"),
    *("bupati", "walikota", "garuda", "merdeka", "pancasila", "alhamdulillah", "allah", "cinta", "keluarga", "bali", "jakarta"),
    *("denpasar", "juryapp", "jury", "password", "passphrase"),
)
"""Of this country and this office."""

_PLACES = """
bali jakarta denpasar indonesia provinsi kabupaten kota jawa surabaya bandung medan semarang makassar palembang
yogyakarta jogja bogor depok bekasi tangerang banten serang malang solo surakarta aceh bandaaceh sumatera sumut sumbar
sumsel padang riau pekanbaru kepri tanjungpinang batam jambi bengkulu lampung bandarlampung bangka belitung
pangkalpinang jabar jateng jatim kalimantan kalbar kalteng kalsel kaltim kaltara pontianak palangkaraya banjarmasin
banjarbaru samarinda balikpapan tanjungselor sulawesi sulut sulteng sulsel sultra sulbar manado palu kendari gorontalo
mamuju maluku ambon malut ternate sofifi papua jayapura manokwari merauke sorong nabire wamena nusatenggara ntb ntt
mataram lombok kupang dki diy ikn nusantara
"""
PLACES = tuple(_PLACES.split())
"""What is set beside a code or a name: the provinces with their short names, their capitals, the largest cities."""

_PHRASES = """
kata sandi, terima kasih, selamat pagi, aku cinta kamu, aku sayang kamu, i love you, cinta kamu, sayang kamu,
selamat datang, selamat siang, selamat sore, selamat malam, selamat ulang tahun, apa kabar, sampai jumpa,
selamat tinggal, selamat jalan, sama sama, tidak apa apa, tidak tahu, tidak ada, siapa saja, apa saja, kata kunci,
sangat rahasia, ini rahasia, rahasia negara, rahasia kita, buka pintu, sandi rahasia, lupa sandi, merdeka atau mati,
bhinneka tunggal ika, bineka tunggal ika, indonesia raya, indonesia merdeka, tanah air, tanah airku,
indonesia tanah airku, satu nusa satu bangsa, garuda pancasila, garuda di dadaku, merah putih, sang saka merah putih,
bendera merah putih, sekali merdeka tetap merdeka, maju tak gentar, dari sabang sampai merauke,
ketuhanan yang maha esa, kemanusiaan yang adil dan beradab, persatuan indonesia, padamu negeri, ibu pertiwi,
negara kesatuan republik indonesia, republik indonesia, undang undang dasar, sumpah pemuda, hari merdeka,
gotong royong, tut wuri handayani, ing ngarso sung tulodo, ing madya mangun karsa, rawe rawe rantas, assalamualaikum,
assalamu alaikum, waalaikum salam, insya allah, insyaallah, masya allah, subhanallah, allahu akbar, astagfirullah,
bismillahirrahmanirrahim, alhamdulillah, la ilaha illallah, puji tuhan, tuhan yesus, tuhan memberkati, haleluya,
om swastiastu, om santi santi santi om, salam sejahtera, namo buddhaya, salam kebajikan, rahayu, tri hita karana,
pulau dewata, pulau bali, bali dwipa jaya, rwa bhineda, tat twam asi, ayah ibu, ibu bapak, mama papa, papa mama,
orang tua, anak saya, anakku sayang, istriku tercinta, suamiku tercinta, keluarga bahagia, keluarga cemara, rumah kita,
rumahku istanaku, rumah sakit, hari ini, nama saya, nasi goreng, mie goreng, kopi susu, es teh manis, teh manis,
bakso enak, ayam goreng, sate ayam, bahasa indonesia, kartu tanda penduduk, surat keputusan, lembar penilaian,
berita acara, dewan juri, tim penilai, ketua juri, ketua panitia, anggota juri, hasil penilaian, jaminan sosial,
pemerintah daerah, pemerintah provinsi, pemerintah kabupaten, kantor gubernur, kantor bupati, tenaga kerja,
sekretariat daerah, juara satu, juara umum, sedia payung sebelum hujan, air susu dibalas air tuba,
tong kosong nyaring bunyinya, besar pasak daripada tiang, berakit rakit ke hulu, bersatu kita teguh,
bersatu kita teguh bercerai kita runtuh, habis gelap terbitlah terang, tak kenal maka tak sayang,
alon alon asal kelakon, ada gula ada semut, rajin pangkal pandai, hemat pangkal kaya, sambil menyelam minum air,
dimana ada kemauan disitu ada jalan, di mana ada kemauan di situ ada jalan, balonku ada lima, bintang kecil,
pelangi pelangi, naik kereta api, potong bebek angsa, halo halo bandung, satu satu aku sayang ibu, kasih ibu,
topi saya bundar, burung kakaktua, cicak cicak di dinding, rayuan pulau kelapa, bengawan solo, satu dua tiga,
satu dua tiga empat, satu dua tiga empat lima, a b c d, senin selasa rabu, merah kuning hijau
"""
PHRASES = tuple(phrase.strip() for phrase in _PHRASES.split(","))
"""Greetings, prayers, mottoes, songs, proverbs and what people say every day, whatever stands between the words."""

_COMMON = """
yang dan di ini itu dengan untuk tidak ada saya aku kamu dia kita kami mereka anda dari ke pada dalam akan bisa sudah
atau juga apa siapa kapan mana kenapa bagaimana adalah bukan jangan mau ingin harus boleh tahu lagi saja hanya sangat
sekali lebih paling banyak sedikit semua setiap karena jika kalau tapi tetapi seperti oleh cinta sayang rindu kasih suka
benci senang sedih bahagia marah takut hati jiwa hidup mati rahasia sandi kata kunci buka tutup masuk keluar selamat
terima tolong maaf salam pagi siang sore malam hari minggu bulan tahun jam waktu sekarang besok kemarin nanti senin
selasa rabu kamis jumat sabtu januari februari maret april mei juni juli agustus september oktober november desember
satu dua tiga empat lima enam tujuh delapan sembilan sepuluh nol seratus seribu pertama kedua ketiga ibu bapak ayah mama
papa anak adik kakak kakek nenek suami istri keluarga teman orang laki perempuan pria wanita nama rumah kantor sekolah
kerja kota desa jalan pasar negara negeri bangsa indonesia merdeka tanah air api angin laut gunung pantai pulau bumi
langit matahari bintang hujan pelangi bunga mawar melati pohon kucing anjing ayam ikan burung kuda sapi harimau singa
gajah naga merah putih hitam biru hijau kuning besar kecil baru lama baik buruk cantik ganteng indah manis panas dingin
benar salah makan minum tidur pergi pulang datang lihat dengar baca tulis beli jual punya nasi kopi teh susu gula garam
roti bakso sate mobil motor uang buku meja kursi pintu komputer laptop telepon internet data tuhan allah doa surga damai
juara menang sukses semangat maju kuat sehat kaya raja ratu dewa dewi presiden gubernur bupati pemerintah juri nilai
ketua sekretaris panitia dinas provinsi kabupaten
"""
COMMON = tuple(_COMMON.split())
"""Everyday words: a phrase of these is a phrase of few guesses, unless they are many."""

YEARS = tuple(str(year) for year in range(2020, 2040))
"""That zxcvbn doesn't know as years."""

DAYS = (date(1945, 8, 17), date(1945, 6, 1), date(1928, 10, 28), date(1908, 5, 20), date(1965, 9, 30))
"""Days that every child learns: independence, Pancasila, the youth's pledge, national awakening, the movement."""
_MONTHS = (
    *(("januari", "january"), ("februari", "february"), ("maret", "march"), ("april",), ("mei", "may"), ("juni", "june")),
    *(("juli", "july"), ("agustus", "august"), ("september",), ("oktober", "october"), ("november", "nopember")),
    *(("desember", "december"),),
)
_SHORT_MONTHS = 3
"""Letters of `feb`."""


def spellings(day: date) -> Iterator[str]:
    """The ways in which people write a day as a secret, without what stands between its parts: `19022024`, `19februari24`."""
    days, months = dict.fromkeys((f"{day:%d}", str(day.day))), dict.fromkeys((f"{day:%m}", str(day.month)))
    years = (f"{day:%Y}", f"{day:%y}")
    for year in years:
        for dd in days:
            for mm in months:
                yield from (dd + mm + year, year + mm + dd, mm + dd + year)
            for name in _MONTHS[day.month - 1]:
                for month in (name, name[:_SHORT_MONTHS]):
                    yield from (dd + month + year, year + month + dd, month + dd + year)
