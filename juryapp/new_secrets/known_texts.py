"""Known texts: lines that everyone can say by heart, of which a part is one word at most, and words that follow each other."""

from __future__ import annotations

from juryapp.new_secrets.common_words import PHRASES

_TEXTS = """
indonesia tanah airku tanah tumpah darahku di sanalah aku berdiri jadi pandu ibuku indonesia kebangsaanku bangsa dan tanah
airku marilah kita berseru indonesia bersatu hiduplah tanahku hiduplah negeriku bangsaku rakyatku semuanya bangunlah jiwanya
bangunlah badannya untuk indonesia raya; indonesia raya merdeka merdeka tanahku negeriku yang kucinta; indonesia raya merdeka
merdeka hiduplah indonesia raya; padamu negeri kami berjanji padamu negeri kami berbakti padamu negeri kami mengabdi bagimu
negeri jiwa raga kami; garuda pancasila akulah pendukungmu patriot proklamasi sedia berkorban untukmu pancasila dasar negara
rakyat adil makmur sentosa pribadi bangsaku ayo maju maju ayo maju maju; tujuh belas agustus tahun empat lima itulah hari
kemerdekaan kita hari merdeka nusa dan bangsa hari lahirnya bangsa indonesia merdeka sekali merdeka tetap merdeka selama
hayat masih dikandung badan; dari sabang sampai merauke berjajar pulau pulau sambung menyambung menjadi satu itulah
indonesia; halo halo bandung ibukota periangan halo halo bandung kota kenang kenangan sudah lama beta tidak berjumpa dengan
kau sekarang telah menjadi lautan api mari bung rebut kembali; garuda di dadaku garuda kebanggaanku kuyakin hari ini pasti
menang; tanah airku tidak kulupakan kan terkenang selama hidupku; ibu kita kartini putri sejati putri indonesia harum
namanya; maju tak gentar membela yang benar; satu nusa satu bangsa satu bahasa kita; balonku ada lima rupa rupa warnanya;
pelangi pelangi alangkah indahmu merah kuning hijau di langit yang biru; bintang kecil di langit yang biru amat banyak
menghias angkasa; kasih ibu kepada beta tak terhingga sepanjang masa hanya memberi tak harap kembali bagai sang surya
menyinari dunia; naik naik ke puncak gunung tinggi tinggi sekali; rayuan pulau kelapa nyiur di pantai; potong bebek angsa
masak di kuali nona minta dansa dansa empat kali; cicak cicak di dinding diam diam merayap datang seekor nyamuk; lihat
kebunku penuh dengan bunga ada yang putih dan ada yang merah; satu satu aku sayang ibu dua dua juga sayang ayah tiga tiga
sayang adik kakak satu dua tiga sayang semuanya; kami putra dan putri indonesia mengaku bertumpah darah yang satu tanah air
indonesia; ketuhanan yang maha esa kemanusiaan yang adil dan beradab persatuan indonesia kerakyatan yang dipimpin oleh hikmat
kebijaksanaan dalam permusyawaratan perwakilan keadilan sosial bagi seluruh rakyat indonesia; bahwa sesungguhnya kemerdekaan
itu ialah hak segala bangsa; kami bangsa indonesia dengan ini menyatakan kemerdekaan indonesia; assalamualaikum
warahmatullahi wabarakatuh; bismillahirrahmanirrahim alhamdulillahi rabbil alamin; om swastiastu om santi santi santi om;
bapa kami yang ada di surga dimuliakanlah namamu; salam sejahtera bagi kita semua; salam damai sejahtera; yang terhormat
bapak dan ibu; mohon maaf lahir dan batin; selamat hari raya idul fitri; selamat hari raya galungan dan kuningan; selamat
natal dan tahun baru; happy birthday to you; the quick brown fox jumps over the lazy dog; correct horse battery staple;
let me in; i love indonesia; lorem ipsum dolor sit amet; twinkle twinkle little star; aku sayang kamu selamanya; aku cinta
padamu selamanya; kopi susu gula aren; teh botol sosro; nasi goreng spesial; mie ayam bakso; sekretaris daerah; sekretariat
daerah provinsi; badan penyelenggara jaminan sosial; bpjs ketenagakerjaan; bpjs kesehatan
"""
TEXTS = tuple(" ".join(text.split()) for text in (*_TEXTS.split(";"), *PHRASES))
"""Songs, prayers, mottoes, what is said at each opening."""

_IN_A_ROW = """
januari februari maret april mei juni juli agustus september oktober november desember nopember january february march may
june july august october december jan feb mar apr jun jul agu agt aug sep sept okt oct nov nop des dec senin selasa rabu kamis
jumat sabtu minggu ahad monday tuesday wednesday thursday friday saturday sunday nol kosong satu dua tiga empat lima enam
tujuh delapan sembilan sepuluh sebelas belas puluh ratus ribu juta seratus seribu duapuluh pertama kedua ketiga keempat
kelima one two three four five six seven eight nine ten alfa beta gamma delta abc abcd abcde abcdef qwe qwer qwert qwerty
qwertyui qwertyuiop asd asdf asdfg asdfgh asdfghj asdfghjkl zxc zxcv zxcvb zxcvbn zxcvbnm tanggal tgl bulan tahun lahir hari
"""
IN_A_ROW = frozenset(_IN_A_ROW.split())
"""Months, days, numbers, rows of keys, and what stands before a date: who knows the first knows the others."""

_SAID = """
password passwd passphrase sandi katasandi admin administrator user login welcome selamanya panjang pendek sekali
terserah rahasiaku rahasiamu negara daerah sekretariat award penghargaan juara lomba kompetisi penilaian penilai gubernur
wagub bupati walikota camat lurah dinas badan kantor kepala wakil bpjs ketenagakerjaan kesehatan pegawai asn pns nip hebat
sukses mantap jaya abadi sejahtera makmur sentosa aman damai love loveyou iloveyou forever sayangku cintaku kasihku mama papa
bunda ayahanda ibunda anakku istriku suamiku kopi susu gula aren nasi goreng bakso soto rendang lawar betutu babiguling
tetap atau mati lahir batin raga kami kita bagimu padamu hiduplah semua saya aku kamu dari sampai untuk dengan yang dan
dadaku hatiku jiwaku bersatu teguh bersama selalu
"""
SAID = frozenset(_SAID.split())
"""What people take when they are asked for a secret, besides everyday words."""
