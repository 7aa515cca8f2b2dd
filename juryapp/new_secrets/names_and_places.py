"""Names and places: given names, people, clubs, provinces and cities of this country, which stand in PINs beside a year.

Chosen by hand, as `common_words.py`: what is missing here is counted as a word that nobody listed.
"""

from __future__ import annotations

_GIVEN = """
pak mas mbak bli mbok bang kak tante bung tuan nyonya prof drs haji hajah
wayan putu gede luh made kadek nengah komang nyoman ketut ayu agung anak gusti ngurah dewa desak cokorda sagung ida bagus
jero dayu tjok rai oka alit budi budiman budiarta santoso susanto susila susilo sutrisno suharto sudirman supriyadi agus ahmad
achmad muhammad mohammad muhamad abdul abdullah rahman rahmat rachmat hidayat hidayah syarif arif arief ari aris andi
andika andri andre anton antonius adi aditya adit ade ahmadi ali alif alfian amin amir anang angga anggi anggun anita ani
anisa annisa aprilia ardi arga ari arya asep asri astuti ayu bambang bayu beni benny bima bowo cahya cahyo cahyadi candra
chandra citra daniel danu darma david deden dedi dede deni denny desi desy devi dewi dian dika dimas dina dini dinda diana
doni donny dwi eka eko elisa elly endang eni erna erni erwin esti evi fadli fahmi faisal fajar farhan fatimah feri ferry
fitri fitria fransiska galih galuh ganda gilang gita guntur gunawan hadi hamzah handoko hani hari hariyanto haryanto hasan
hasanah hendra hendri henny heri herman hermawan heru hesti husein ibrahim ika ilham imam indah indra intan irfan irma
irwan iskandar ismail iwan jaya joko johan jono juli kartika kartini kevin khairul krisna kris kurnia kurniawan kusuma laila
lestari lia lilis lina linda lukman lusi lusia mahendra malik maria mariana marlina maya mega melati mira mulyadi mulyono
mustafa nanda nani nina ningsih nita novi novita nugraha nugroho nur nurul oki pandu parman paulus permata prabowo pranata
prasetyo pratama pratiwi purnama purnomo puspa putra putri putu rahayu rama ramadhan ramadan rani ratih ratna reni reza
rian rianti rika rina rini rio riski rizki rizky rizal robert robi rosa rudi rudy rusdi rusli safitri saiful salim samsul
sandi santi sari saputra satria sekar setiawan setyawan sigit sinta shinta siska siti slamet sofyan sri suci sudarsono
sugeng suharti sukardi sulastri suparman supri suryadi surya suryani susi sutanto suwito syahrul tari taufik taufiq tedi
teguh teja tina tini tono toni tri triyono tuti udin umar ujang untung utami utomo vera vina wahyu wahyuni wahyudi wati
wawan weda widodo widya wibowo wijaya winarno windi wira wisnu wulan wulandari yanti yanto yogi yohanes yoga yudi yudha
yulia yuli yuliana yuni yunita yusuf yusup zaenal zainal zaki zulkifli
"""
_KNOWN_PEOPLE = """
sukarno soekarno suharto soeharto hatta habibie gusdur abdurrahman megawati yudhoyono jokowi jokowidodo prabowo subianto
gibran anies ganjar pranowo mahfud puan ahok basuki sandiaga ridwan kartini diponegoro gajahmada hayamwuruk pattimura
imam bonjol cutnyakdien sudirman kihajardewantara dewantara udayana gajah mada airlangga koster pastika mangku giri prasta
"""
_CLUBS = """
persib persija persebaya arema persis persita persik persipura persiba baliunited bali united psm psis pss psms madura
borneo barito dewa
"""
_PROVINCES = """
aceh sumatera sumatra utara barat selatan timur tengah tenggara daya riau jambi bengkulu lampung bangka belitung kepulauan
banten jakarta jawa yogyakarta jogja jogjakarta bali nusa nusatenggara kalimantan sulawesi gorontalo maluku papua
pegunungan jabar jateng jatim sumut sumbar sumsel kalbar kalteng kalsel kaltim kaltara sulut sulteng sulsel sultra sulbar
ntb ntt diy dki ikn kepri babel nusantara
"""
_CITIES = """
denpasar badung mangupura tabanan gianyar klungkung semarapura bangli karangasem amlapura jembrana negara buleleng
singaraja ubud kuta sanur seminyak canggu jimbaran nusadua kintamani sukawati mengwi sesetan renon lovina amed penida
bandung bogor depok bekasi tangerang serang cilegon cimahi sukabumi cirebon tasikmalaya garut karawang purwakarta subang
indramayu kuningan majalengka sumedang ciamis banjar cianjur semarang surakarta solo salatiga magelang pekalongan tegal
kudus jepara demak pati rembang blora kebumen purworejo purwokerto banyumas cilacap klaten boyolali sragen wonogiri
sukoharjo karanganyar wonosobo temanggung kendal batang pemalang brebes sleman bantul wonosari kulonprogo surabaya malang
batu kediri blitar madiun mojokerto pasuruan probolinggo sidoarjo gresik lamongan tuban bojonegoro ngawi magetan ponorogo
pacitan trenggalek tulungagung nganjuk jombang lumajang jember bondowoso situbondo banyuwangi bangkalan sampang pamekasan
sumenep medan binjai siantar pematangsiantar tebingtinggi sibolga padang bukittinggi payakumbuh solok pariaman pekanbaru
dumai palembang lubuklinggau prabumulih bandarlampung metro pangkalpinang tanjungpinang batam bandaaceh lhokseumawe langsa
sabang meulaboh pontianak singkawang palangkaraya palangka raya banjarmasin banjarbaru samarinda balikpapan bontang
tarakan tanjungselor makassar parepare palopo manado bitung tomohon kotamobagu palu kendari baubau mamuju ambon tual
ternate tidore sofifi jayapura merauke sorong manokwari nabire wamena biak timika mataram lombok bima sumbawa kupang
labuanbajo flores ende maumere atambua
"""
_OF_THE_NATION = """
indonesia indonesiaku nusantara nkri merdeka merdekaku garuda garudaku pancasila pancasilais bhinneka bineka bhineka
tunggal ika majapahit sriwijaya mataram singasari borobudur prambanan monas proklamasi pahlawan pemuda reformasi
kemerdekaan demokrasi republik tanahair merahputih ibupertiwi pertiwi dewata pulaudewata barong kecak rangda pura galungan
kuningan nyepi bismillah bismilah alhamdulillah subhanallah allah allahuakbar assalamualaikum warahmatullahi wabarakatuh
waalaikumsalam inshaallah swastiastu swastyastu shanti santi yesus haleluya halleluya ganesha ganesa wisnu siwa brahma
krisna buddha muhammad kristus maria
"""
NAMES = frozenset((*_GIVEN.split(), *_KNOWN_PEOPLE.split(), *_CLUBS.split()))
"""Given names, people whom everyone knows, clubs."""
LANDS = frozenset((*_PROVINCES.split(), *_CITIES.split()))
"""Provinces, regencies, cities and what stands in their names."""
NATION = frozenset(_OF_THE_NATION.split())
"""What everyone holds dear: country, faith."""
