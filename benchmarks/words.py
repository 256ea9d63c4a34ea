"""The stuff of which made-up newsrooms are made: themes, turns of phrase, names.

Everything is invented. People, places, outlets and numbers that exist are coincidence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that comes back for years; its nouns are also its tags."""

    column: str
    nouns: tuple[str, ...]
    acts: tuple[str, ...]


def _theme(column: str, nouns: str, acts: str) -> Theme:
    return Theme(column, tuple(nouns.split()), tuple(acts.split()))


COLUMNS = {
    "news": "要闻",
    "community": "社区",
    "livelihood": "民生",
    "culture": "文化",
    "schools": "校园",
    "health": "健康",
    "guide": "指南",
    "faces": "人物",
}
THEMES = (
    _theme(
        "community",
        "加装电梯 电梯井 楼道 井道 分摊 底层住户 承重墙 坡道 维保 楼栋议事 采光 设备间",
        "签字 摸底 协商 打桩 封顶 试运行 验收 公示",
    ),
    _theme(
        "livelihood",
        "供水管网 水表 二次供水 泵房 水压 阀门 停水 水质 漏点 抢修 水箱 送水车",
        "改造 冲洗 碰接 检测 关阀 更换 巡线 恢复供水",
    ),
    _theme(
        "livelihood",
        "农贸市场 摊位 电子秤 菜价 冷库 早市 公平秤 熟食 卤味 水产区 档口 租约",
        "换新 翻修 开秤 让价 搬迁 歇业 试营业 抽检",
    ),
    _theme(
        "community",
        "垃圾分类 投放点 厨余 督导员 积分 清运车 可回收物 大件垃圾 桶站 误时投放 志愿者 破袋",
        "撤桶 定时 清运 称重 兑换 劝导 复查 排名",
    ),
    _theme(
        "schools",
        "课后服务 操场 食堂 班主任 校车 图书角 运动会 家长会 护学岗 午休 合唱团 科学课",
        "开课 排练 加餐 轮值 分班 种植 比赛 毕业",
    ),
    _theme(
        "health",
        "家庭医生 社区医院 疫苗 门诊 血压 慢病 义诊 药房 体检 康复 随访 口腔",
        "接种 筛查 预约 复诊 签约 上门 换药 建档",
    ),
    _theme(
        "culture",
        "老码头 渔船 号子 船坞 渡口 船工 缆绳 灯塔 鱼市 防汛墙 栈桥 旧仓库",
        "修船 下水 撒网 靠岸 口述 寻访 重修 收网",
    ),
    _theme(
        "culture",
        "灯会 龙舟 戏台 锣鼓 剪纸 庙会 评书 皮影 花灯 舞狮 腰鼓 年货",
        "扎灯 巡游 试鼓 搭台 报名 彩排 谢幕 开市",
    ),
    _theme(
        "news",
        "公交 站台 线路 末班车 换乘 候车亭 司机 专用道 首班车 站牌 乘客 绿化带",
        "延伸 改道 加密 试跑 增设 停靠 绕行 提速",
    ),
    _theme(
        "news",
        "桥梁 夜间施工 护栏 桥面 限行 伸缩缝 工期 路灯 排水沟 沥青 路口 围挡",
        "封闭 铺装 检修 通车 让行 浇筑 监测 拆除",
    ),
    _theme(
        "guide",
        "居住证 窗口 表格 复印件 社保卡 代办 回执 预约号 补办 材料 公积金 户口簿",
        "受理 取号 盖章 补交 打印 核对 邮寄 咨询",
    ),
    _theme(
        "guide",
        "养老 食堂 助餐 老年证 护理 日间照料 床位 适老化 扶手 呼叫器 理发 陪诊",
        "登记 送餐 评估 入住 安装 补贴 排班 探望",
    ),
    _theme(
        "faces",
        "修鞋摊 裁缝 豆腐坊 早点铺 钟表匠 守门人 快递员 保洁员 木匠 书店 花匠 理发师",
        "出摊 收徒 熬夜 搬家 起锅 磨刀 补鞋 打烊",
    ),
    _theme(
        "faces",
        "支书 楼长 网格员 调解 台账 热线 值班 走访 门牌 议事会 钥匙 手电筒",
        "敲门 记账 劝和 守夜 带路 分粥 点名 巡查",
    ),
    _theme(
        "livelihood",
        "停车位 充电桩 共享车位 地锁 道闸 月租 夜间停车 划线 消防通道 电动车 车棚 飞线",
        "错时 施划 拆锁 扩容 让位 通电 收费 整治",
    ),
    _theme(
        "community",
        "公园 银杏 步道 健身器材 喷泉 长椅 树坑 草坪 花圃 儿童滑梯 凉亭 湿地",
        "栽种 修剪 开放 补植 认养 浇灌 围护 观鸟",
    ),
    _theme(
        "news",
        "台风 积水 沙袋 泵车 值守 避险 水位 预警 断枝 安置点 电力 排涝",
        "转移 清淤 巡堤 加固 抽水 抢通 复电 登记",
    ),
    _theme(
        "schools",
        "图书馆 借书证 自习室 夜读 故事会 书单 志愿讲解 绘本 书架 还书箱 讲座 朗读",
        "上架 借阅 延时 捐书 导读 编目 闭馆 换证",
    ),
    _theme(
        "health",
        "高温 食盐 控糖 听力 颈椎 睡眠 过敏 营养餐 减重 近视 牙医 情绪",
        "测量 记录 减量 散步 讲解 劝诫 戒烟 练习",
    ),
    _theme(
        "culture",
        "纺织厂 织机 工牌 宿舍 广播站 机修 女工 俱乐部 水塔 车间 劳模 旧照片",
        "接线 换班 口述 收藏 布展 复原 寻人 重逢",
    ),
)
DESK_TAGS = tuple(
    "民生实事 志愿服务 社区治理 便民服务 文体活动 安全提示 老旧小区 基层党建 一老一小 校园生活 健康生活 生态环境 乡邻故事 好人好事".split()
)
"""Tags of no theme, such as editors give to stories of any, the first the most often."""
PLACES = tuple(
    f"{a}{b}"
    for a, b in zip(
        "榆樟桂栎槐柳枫荻蓼芦菱茭芡苇葵苔蕨桑柘楝椿榉桤梓楠杉柏松竹梅兰菊荷莲藕萍藻菖蒲艾蒿"
        "霁岚霏露霜雾虹霞晴雪溪涧泷潭泽渚",
        "里巷湾桥坊渡村园埠街" * 6,
        strict=False,
    )
)
SURNAMES = "沈何罗苏许林周陆方顾马白唐邓韩程温丁冯江刘陈吴卢贺汤常于孟秦尹薛阎段雷侯龙史陶黎康毛邱万覃武戴莫孔向"
GIVEN = (
    "禾岚溪桐柚笺苗荷菱芷蘅杏棠梨柏杉枫榆槿葵苇荻萍漪沅汀湄渚泽洲潮帆舟桨砚墨砺铭钧铎琢珩琰"
    "璟瑜玥晴昀昕晖晟暄曦霁霖露霏雯韶笙筝箫弦歌咏谦谨诚恺悦怡恬悠然若知行致远之以安宁静和平"
)
RARE = (
    "青白朱玄黛赭绛缃松柏桐梓榆槐柳桑竹兰菊荷菱芡茭苇蒲荻蓼苔藓蕨薇蘅芷杏梨棠柚橘枣栗核桃李"
    "云霞虹霓霁霭雾露霜雪冰晴岚溪涧泉潭泽湖汀洲渚岸堤桥渡舟帆桨橹缆锚鼓锣笙箫琴弦钟磬笔墨纸砚"
    "灯烛炉釜鼎壶盏瓯盘碗匙箸篮筐箩筛犁锄镰磨碾杵臼梭机布帛丝麻葛绸缎绫罗针线纽扣帽靴履袜"
    "鹤雁鹭鸥燕鹊鸠鹂雀鲤鲫鲢鳜虾蟹螺蚌蛙蝉蝶蜂萤鹿獭狸兔马牛羊驼砖瓦梁柱椽檐窗棂门闩阶坪坊巷里"
)
SYLLABLES = (
    "lu he shi qiao tang wan ping cheng lin an xi yu gu song mei lan bai qing zhu feng"
    " yue heng lang dong nan bei mu cao shui jin tao ling ke men du jia fu ning sha"
).split()
OUTLETS = {
    "禾样晚报": "heyang",
    "澄渚周刊": "chengzhu",
    "蓼汀广播": "liaoting",
    "榆舟日报": "yuzhou",
    "柚湾发布": "youwan",
}
OFFICES = "禾样水务公司 禾样供电所 澄渚街道办事处 榆舟公交公司 蓼汀社区居委会 柚湾社区医院".split()
WHEN = (
    "今天上午 昨天傍晚 上周三 前天夜里 入秋以来 这个月初 天刚亮 午饭过后 雨停之后 周末两天 去年冬天 一个星期前"
    " 清明前后 放学时分 开工那天 当天晚上 等到九点半 过了小雪 这几年 头一个月 第二天一早 最热的那几天 年底 换届以后"
).split()
WHO = (
    "居民 住户 老人 社区工作人员 施工队 物业经理 摊主 志愿者 家长 孩子们 老师 值班员 街坊 租客 楼长 通讯员"
    " 退休工人 年轻人 过路的人 负责人 邻居 师傅 护士 司机 管理员 会计 两位大姐 几户人家"
).split()
HOW = (
    "慢慢 一口气 重新 反复 当面 仔细 悄悄 照旧 提前 按时 连夜 顺便 轮流 一起 分批 逐户 当场 索性 总算 很快"
    " 一直 接着 早早 临时 单独 认真 大声 小心"
).split()
DID = (
    "记下了 问清了 写明了 看过了 商量着 盘算着 收拾好 送来了 搬走了 答应了 谢绝了 打听到 翻出了 量了一遍 算了一遍"
    " 贴出了 补上了 推迟了 想起了 带来了 守住了 腾出了 凑齐了 修好了 尝过了 画好了 念了一遍 说不清 认得出 留下了"
).split()
THING = (
    "账本 钥匙 名单 图纸 意见 时间 办法 门口 窗户 台阶 板凳 雨伞 电话 收据 合同 旧照片 日历 本子 水壶 扫帚 梯子"
    " 招牌 通知 规矩 工钱 零钱 路程 位置 名字 声音 气味 灯光 影子 胃口 耐心 余款 早饭 晚饭 茶水 行李 菜篮 花盆"
    " 自行车 三轮车 手套 围裙 毛巾 镜子 抽屉 柜台 地板 屋顶 墙皮 水泥 砖头 木料 油漆 螺丝 电线 灯泡 开关 插座"
    " 铁门 院墙 井盖 树根 落叶 积雪 泥水 灰尘 风声 鸟叫 午觉 生意 手艺 脾气 交情 面子 底气 难处 好处 分寸 火候"
).split()
UNITS = "户 人 米 元 次 天 栋 份 公斤 个月 张 层 趟 平方米 盏 棵 件 页 分钟 里".split()
REMARKS = (
    "不急，先把{thing}弄明白",
    "我在{place}住了{number}年，头一回见到{noun}",
    "{noun}的事，谁家都躲不开",
    "要是早知道{event}，就不用等到现在",
    "账要算清，人也要留住",
    "{thing}可以慢，{noun}不能慢",
    "大家的{noun}，大家来{act}",
    "别看只有{number}{unit}，{how}做下来也不容易",
    "叫它{rare}，是因为从前那里真有{rare}",
    "有{noun}就好，别的都能商量",
)
SENTENCES = (
    "{when}，{place}的{noun}开始{act}，{who}{how}把{thing}{did}",
    "{who}{how}{did}{thing}，又去看{noun}",
    "{person}说，{event}一共要{act}{number}{unit}，眼下只完成{number}{unit}",
    "{person}今年{age}岁，住在{place}，和{noun}打了{number}年交道",
    "“{remark}。”{person}说",
    "“{remark}。”{who}这样劝{person}",
    "从{place}到{place}，要走{number}分钟，路上经过一家叫“{rare}”的小店",
    "{noun}和{noun}放在一起看，差别就在{thing}",
    "按{event}的安排，{noun}先{act}，{noun}随后{act}",
    "{when}统计，{noun}比上一年多了{number}{unit}，{noun}少了{number}{unit}",
    "{who}不大放心，{how}问了{person}三件事：{noun}、{thing}和{thing}",
    "没有人{did}{thing}，只有{who}还在{act}",
    "{place}这边{did}，{place}那边也{how}跟上",
    "{thing}不见了，{who}找了{number}{unit}，最后在{noun}旁边找到",
    "说起{event}，{person}先摇头，后来笑了",
    "{rare}的{rare}年年都有，今年{when}才{act}",
    "{noun}旁边多了一块牌子，写着“{rare}”两个字和一行小字",
    "{who}把{thing}借给{person}，{person}{when}就还了",
    "这一回，{noun}没有{act}，改成了{act}",
    "{person}的本子上记着：{noun}{number}{unit}，{thing}{number}{unit}，余下的给{place}",
    "{how}{act}的时候，{who}听见{noun}那头有{thing}",
    "{event}不是头一次{act}，{number}年前就有人{did}",
    "为了{noun}，{place}开过{number}次会，{who}次次都到",
    "{when}起，{noun}改为{number}元一{unit}，{who}可以{how}办理",
    "{who}走到{place}，{did}{noun}，也{did}{thing}",
    "问到{noun}什么时候{act}，{person}只说{when}",
    "{noun}{how}{act}，{thing}归{who}，{thing}归{who}",
    "{person}在{rare}做了{number}年，{how}才学会{act}",
    "原来的{noun}有{number}{unit}，拆掉{thing}以后，多出{number}{unit}",
    "{place}的{who}不同意，理由写在{thing}背面，{how}念了{number}分钟",
    "也有人说，{thing}是{thing}，{noun}是{noun}，不能混在一起",
    "{person}把{noun}比作{rare}，{who}听完点点头",
    "{when}下了一场雨，{noun}{did}，{thing}却没有动",
    "墙上的{thing}是{number}年前的，{who}还认得上面的{rare}",
    "{who}排在第{number}个，{when}轮到，手里拿着{thing}",
    "拿{noun}来说，{act}一次要{number}元，{act}两次也是这个价",
    "住得近的{how}{act}，住得远的托{person}{did}",
    "{place}到了{when}最热闹，{noun}、{thing}、{thing}摆了一路",
    "{person}不爱说话，只{how}{did}{thing}",
    "“{thing}呢？”{who}问。“{when}就{did}。”{person}答",
    "{event}的{thing}由{who}保管，每{number}天{act}一回",
    "谁也没想到，{noun}会和{rare}扯上关系",
    "这笔钱够{act}{number}{unit}{noun}，剩下的买了{thing}",
    "{who}分成两拨，一拨{act}，一拨{how}看着{thing}",
    "去年的{noun}{act}得晚，今年{when}就{did}",
    "{person}的{thing}至今放在{place}，上面落了一层{thing}",
    "听说{place}也要{act}，{who}{how}赶了过去",
    "{number}{unit}{noun}，{number}{unit}{thing}，{person}一样一样点过",
    "到{when}，{event}才算{did}",
    "{noun}的{thing}换了{number}回，最后还是用{rare}留下的那一件",
    "{who}在{place}遇见{person}，两人说到{noun}，又说到{thing}",
    "最难的是{thing}，其次是{noun}，{act}反倒容易",
    "那天{place}停了一会儿电，{who}摸黑{did}{thing}",
    "{person}常说，{remark}",
    "表上写着{noun}，其实是{thing}，{who}一眼就看出来",
)
TITLES = (
    "{event}{act}，{place}等了{number}年",
    "{place}的{noun}，{number}{unit}里的{thing}",
    "{event}：{who}怎样{act}",
    "{person}和{place}的{noun}",
    "{noun}{act}之后，{who}多了{number}{unit}{thing}",
    "{event}进入第{number}天",
    "{place}{event}{how}{act}",
    "一份{thing}，{number}{unit}{noun}",
    "{when}，{event}有了新{thing}",
    "{rare}边上的{noun}，{who}来{act}",
)
SUBHEADS = (
    "{thing}从哪里来",
    "{noun}怎么{act}",
    "{who}的{thing}",
    "{number}{unit}以后",
    "{event}还差什么",
    "{person}的一天",
    "{place}这一边",
    "先{act}，后{act}",
    "谁来{act}",
    "余下的{thing}",
)
LEADS = (
    "{event}{act}",
    "{place}的{noun}{how}{act}",
    "{number}{unit}{noun}",
    "{person}把{thing}{did}",
)
SERIES_ENDS = "一二三四五六"
EVENT_ENDS = "工程 行动 计划 小院 合作社 议事会 展 大集 队 驿站 故事 项目".split()
